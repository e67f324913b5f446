package io.barnhand.gait.job.analysis.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.operators.records.Limb;

/**
 * A limb on the ground, from hoof-on to hoof-off.
 *
 * @param limb by its true name
 * @param onUs event time, µs
 * @param offUs event time, µs
 */
record Stance(Limb limb, long onUs, long offUs) {

    /**
     * @throws IllegalArgumentException if the line is not of a stride
     */
    static Stance of(JsonNode line) {
        return new Stance(
                Limb.valueOf(LineFields.text(line, "limb")),
                LineFields.integer(line, "on_us"),
                LineFields.integer(line, "off_us"));
    }

    boolean covers(long timeUs) {
        return onUs <= timeUs && timeUs < offUs;
    }
}
