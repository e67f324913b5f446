package io.barnhand.gait.job.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;

/** A kind of lines, with what its lines say of camera and time. */
enum StoredResult {
    POSES("poses", "camera", "/time_us", 1),
    GAIT("gait", "camera_id", "/window/end_ms", 1000),
    STRIDES("strides", "camera_id", "/next_on_us", 1),
    COVERAGE("coverage", "camera", "/end_us", 1),
    DEAD_LETTER("dead-letter", "camera", "/time_us", 1);

    private final String label;
    private final String camera;
    private final String end;
    private final long toUs;

    /**
     * @param label its sink in a configuration
     * @param camera field of a line
     * @param end pointer to the time at which the record ends
     * @param toUs factor to µs
     */
    StoredResult(String label, String camera, String end, long toUs) {
        this.label = label;
        this.camera = camera;
        this.end = end;
        this.toUs = toUs;
    }

    String label() {
        return label;
    }

    /**
     * Whether a line is to be removed. A dead letter without a camera or a time is of none.
     *
     * @throws IllegalArgumentException if a record says neither where nor when it is from
     */
    boolean isIn(PurgeScope scope, JsonNode line) {
        JsonNode of = line.path(camera);
        JsonNode time = line.at(end);
        if (of.isTextual() && time.isIntegralNumber() && time.canConvertToLong()) {
            return scope.covers(of.asText(), Math.multiplyExact(time.asLong(), toUs));
        }
        if (this == DEAD_LETTER) {
            return false;
        }
        throw new IllegalArgumentException(
                "no %s line, as %s or %s is not given".formatted(label, camera, end.substring(1)));
    }
}
