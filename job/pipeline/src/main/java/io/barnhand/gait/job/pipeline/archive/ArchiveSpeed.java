package io.barnhand.gait.job.pipeline.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.JobConfiguration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * How fast a run estimated keypoints, as {@code speed.json} beside its ledger: {@code {"ended",
 * "decoded_us", "worked_ms", "slots", "with": {"models", "detector", "tracking", "pose", "fps"}}}.
 *
 * @param run its id
 * @param ended when
 * @param decodedUs decoded footage, µs
 * @param worked how long it took
 * @param slots that had a unit to process
 */
public record ArchiveSpeed(String run, Instant ended, long decodedUs, Duration worked, int slots) {

    /** In a shorter run the start weighs too much. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private static final String FILE = "speed.json";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Seconds of footage in a second, by one slot. */
    public double perSlot() {
        return decodedUs / 1e3 / worked.toMillis() / slots;
    }

    /**
     * The settings that the speed depends on.
     *
     * @param models ids of the networks
     */
    public static JsonNode with(JobConfiguration configuration, List<String> models) {
        ObjectNode with = MAPPER.createObjectNode();
        models.forEach(with.putArray("models")::add);
        ObjectNode settings = configuration.json();
        for (String area : List.of("detector", "tracking", "pose")) {
            with.set(area, settings.path(area));
        }
        with.set("fps", settings.path("source").path("fps"));
        return with;
    }

    /**
     * Writes it, replacing that of an earlier attempt at the run.
     *
     * @param with the settings that it depends on
     */
    public void write(Ledger ledger, JsonNode with) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("ended", ended.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("decoded_us", decodedUs);
        json.put("worked_ms", worked.toMillis());
        json.put("slots", slots);
        json.set("with", with);
        WholeFile.write(ledger.beside(FILE), MAPPER.writeValueAsBytes(json));
    }

    /**
     * The speed of the newest run below a folder that ran long enough.
     *
     * @param folder that keypoints of archives are written into
     * @param with the settings that it depends on
     */
    public static Optional<ArchiveSpeed> newest(String folder, JsonNode with) throws IOException {
        FileSystem files = new Path(folder).getFileSystem();
        FileStatus[] below;
        try {
            below = files.listStatus(new Path(folder));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        // Some stores return null for a missing folder.
        return Stream.ofNullable(below)
                .flatMap(Stream::of)
                .map(status -> Ledger.run(status.getPath()))
                .flatMap(Optional::stream)
                .map(run -> read(new Ledger(folder, run), with))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(ArchiveSpeed::ended));
    }

    /** Null where there is none, or it is of other settings, too short or broken. */
    private static ArchiveSpeed read(Ledger ledger, JsonNode with) {
        JsonNode json;
        try (InputStream in = ledger.files().open(ledger.beside(FILE))) {
            json = MAPPER.readTree(in);
        } catch (IOException e) {
            return null;
        }
        Duration worked = Duration.ofMillis(json.path("worked_ms").asLong());
        long decodedUs = json.path("decoded_us").asLong();
        int slots = json.path("slots").asInt();
        if (!json.path("with").equals(with)
                || worked.compareTo(SHORTEST) < 0
                || decodedUs <= 0
                || slots <= 0) {
            return null;
        }
        try {
            Instant ended = Instant.parse(json.path("ended").asText());
            return new ArchiveSpeed(ledger.run(), ended, decodedUs, worked, slots);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
