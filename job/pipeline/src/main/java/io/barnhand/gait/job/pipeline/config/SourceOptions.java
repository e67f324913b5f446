package io.barnhand.gait.job.pipeline.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code source}: what is read.
 *
 * @param kind videos, segments announced on Kafka, or archived keypoints
 * @param path file, folder or glob
 * @param camera where the camera id comes from: {@code parent-folder}, {@code file-stem} or a
 *     regular expression over the path with a group named {@code camera}
 * @param startTime {@code auto} or an ISO 8601 instant that every file starts at
 * @param fps frames per second to keep, or null for all
 * @param selection which of the files
 * @param limits what a video may be at most
 * @param kafka where segments are announced
 */
public record SourceOptions(
        Kind kind,
        String path,
        String camera,
        String startTime,
        Double fps,
        Selection selection,
        Limits limits,
        KafkaSourceOptions kafka) {

    /** Kinds of sources. */
    public enum Kind {
        FILES,
        KAFKA,
        POSES
    }

    /**
     * {@code source.from}, {@code source.to} and {@code source.cameras}.
     *
     * @param from files that start before it are left out; null for none
     * @param to files that start then or later are left out; null for none
     * @param cameras ids; empty for all
     */
    public record Selection(Instant from, Instant to, List<String> cameras) {

        static final Selection ALL = new Selection(null, null, List.of());

        static Selection read(Section section, Kind kind) {
            Selection selection =
                    new Selection(
                            section.instant("from", null),
                            section.instant("to", null),
                            section.texts("cameras", List.of()));
            if (selection.from != null
                    && selection.to != null
                    && !selection.from.isBefore(selection.to)) {
                section.problem("to", selection.to, "must be after from (" + selection.from + ")");
            }
            if (kind != Kind.FILES && !selection.equals(ALL)) {
                section.problem(
                        "kind",
                        Section.written(kind),
                        "cannot be asked for a part: from, to and cameras are for files");
            }
            return selection;
        }

        /** Whether a time is asked for. */
        public boolean timed() {
            return from != null || to != null;
        }
    }

    /**
     * {@code source.limits}, checked before a picture is decoded.
     *
     * @param pixels per frame
     * @param duration per file
     * @param bytes per file
     */
    public record Limits(long pixels, Duration duration, long bytes) {

        static Limits read(Section section) {
            return new Limits(
                    section.integer("pixels", 33_177_600, 1, 1 << 28),
                    section.duration(
                            "duration",
                            Duration.ofHours(6),
                            Duration.ofSeconds(1),
                            Duration.ofDays(2)),
                    section.bytes("bytes", 64L << 30));
        }
    }

    static SourceOptions read(Section section) {
        Kind kind = section.choice("kind", Kind.FILES);
        return new SourceOptions(
                kind,
                section.text("path", "footage/"),
                section.text("camera", "parent-folder"),
                section.text("start-time", "auto"),
                section.number("fps", null, 0.1, 1000),
                Selection.read(section, kind),
                Limits.read(section.section("limits")),
                KafkaSourceOptions.read(section.section("kafka"), kind == Kind.KAFKA));
    }
}
