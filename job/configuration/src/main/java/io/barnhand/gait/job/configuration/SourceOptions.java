package io.barnhand.gait.job.configuration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * {@code source}: the input.
 *
 * @param kind videos, segments announced on Kafka, or archived keypoints
 * @param path file, folder or glob
 * @param camera where the camera id comes from: {@code parent-folder}, {@code file-stem} or a
 *     regular expression over the path with a group named {@code camera}
 * @param startTime {@code auto} or an ISO 8601 instant that every file starts at
 * @param zone in which names of files tell the time, or null if it is not known
 * @param fps frames per second to keep, or null for all
 * @param selection which of the files
 * @param limits upper limits of a video
 * @param codecs FFmpeg's names of codecs to decode beside those that cameras write
 * @param kafka where segments are announced
 */
public record SourceOptions(
        SourceKind kind,
        String path,
        String camera,
        String startTime,
        ZoneId zone,
        Double fps,
        FileSelection selection,
        Limits limits,
        List<String> codecs,
        KafkaSourceOptions kafka) {

    /** Kinds of sources. */
    public enum SourceKind {
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
    public record FileSelection(Instant from, Instant to, List<String> cameras) {

        static final FileSelection ALL = new FileSelection(null, null, List.of());

        private static final Key<SourceOptions, Instant> FROM =
                Key.of(
                                "from",
                                (SourceOptions options) -> options.selection.from,
                                Scalar.instant(),
                                null,
                                "files that start before this instant are left out; files are not cut")
                        .affecting(Effect.KEYPOINTS);

        private static final Key<SourceOptions, Instant> TO =
                Key.of(
                                "to",
                                (SourceOptions options) -> options.selection.to,
                                Scalar.instant(),
                                null,
                                "files that start at this instant or later are left out")
                        .affecting(Effect.KEYPOINTS);

        private static final Key<SourceOptions, List<String>> CAMERAS =
                Key.of(
                                "cameras",
                                (SourceOptions options) -> options.selection.cameras,
                                Scalar.texts(),
                                List.of(),
                                "ids of the cameras to take; empty: all")
                        .affecting(Effect.KEYPOINTS);

        static FileSelection read(Section section, SourceKind kind) {
            FileSelection selection =
                    new FileSelection(section.get(FROM), section.get(TO), section.get(CAMERAS));
            if (selection.from != null
                    && selection.to != null
                    && !selection.from.isBefore(selection.to)) {
                section.problem(
                        "to", selection.to, "give a time after from (" + selection.from + ")");
            }
            if (kind != SourceKind.FILES && !selection.equals(ALL)) {
                section.problem(
                        "kind",
                        Scalar.written(kind),
                        "leave out from, to and cameras, which select among files only");
            }
            return selection;
        }

        /** Whether a time is given. */
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

        private static final Key<Limits, Integer> PIXELS =
                Key.of(
                        "pixels",
                        limits -> Math.toIntExact(limits.pixels),
                        Scalar.integer(1, 1 << 28),
                        33_177_600,
                        "per frame");

        private static final Key<Limits, Duration> DURATION =
                Key.of(
                        "duration",
                        Limits::duration,
                        Scalar.duration(Duration.ofSeconds(1), Duration.ofDays(2)),
                        Duration.ofHours(6),
                        "per file");

        private static final Key<Limits, Long> BYTES =
                Key.of("bytes", Limits::bytes, Scalar.bytes(), 64L << 30, "per file");

        static final Area<Limits> AREA = Area.of(Limits::read, PIXELS, DURATION, BYTES);

        private static Limits read(Section section) {
            return new Limits(section.get(PIXELS), section.get(DURATION), section.get(BYTES));
        }
    }

    private static final Key<SourceOptions, SourceKind> KIND =
            Key.of(
                    "kind",
                    SourceOptions::kind,
                    Scalar.choice(SourceKind.class),
                    SourceKind.FILES,
                    "files: videos; kafka: segments as they are announced, without end; poses: archived"
                            + " keypoints, JSON lines or Parquet");

    private static final Key<SourceOptions, String> PATH =
            Key.of(
                            "path",
                            SourceOptions::path,
                            Scalar.place(),
                            "footage/",
                            "file, folder (with all below it) or glob; or an address of a store without"
                                    + " percent encoding, such as s3://barn/clips, with Flink's plugin for it:"
                                    + " each file is copied into Flink's io.tmp.dirs while it is decoded, one copy"
                                    + " a TaskManager")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.unlessSource(SourceKind.FILES, SourceKind.POSES));

    private static final Key<SourceOptions, String> CAMERA =
            Key.of(
                            "camera",
                            SourceOptions::camera,
                            Scalar.text(),
                            "parent-folder",
                            "parent-folder | file-stem | a regular expression over the path with a group"
                                    + " named \"camera\"")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_PLANNING);

    private static final Key<SourceOptions, String> START_TIME =
            Key.of(
                            "start-time",
                            SourceOptions::startTime,
                            Scalar.text(),
                            "auto",
                            "auto (sidecar <file>.json, time in the file name, container metadata, else"
                                    + " epoch 0 and the flag clock_unknown) | an instant such as"
                                    + " 2026-11-22T10:15:00Z")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_PLANNING);

    private static final Key<SourceOptions, ZoneId> ZONE =
            Key.of(
                            "zone",
                            SourceOptions::zone,
                            Scalar.zone(),
                            null,
                            "zone of times without an offset in names of files and in sidecars, such as"
                                    + " Europe/Berlin; null: names are taken as UTC, with the flag"
                                    + " clock_assumed_utc, and such sidecars are refused")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_PLANNING);

    private static final Key<SourceOptions, Double> FPS =
            Key.of(
                            "fps",
                            SourceOptions::fps,
                            Scalar.number(0.1, 1000),
                            null,
                            "frames per second to keep, an integer divisor of the camera's; null: all")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<SourceOptions, Limits> LIMITS =
            Key.area(
                            "limits",
                            SourceOptions::limits,
                            Limits.AREA,
                            "upper limits of a video, checked before a picture is decoded")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<SourceOptions, List<String>> CODECS =
            Key.of(
                            "codecs",
                            SourceOptions::codecs,
                            Scalar.texts(),
                            List.of(),
                            "codecs to decode beside those that cameras, phones, recorders and archives"
                                    + " write, by FFmpeg's names, such as huffyuv; only for footage that"
                                    + " you trust: their decoders are little tested")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<SourceOptions, KafkaSourceOptions> KAFKA =
            Key.area(
                            "kafka",
                            SourceOptions::kafka,
                            KafkaSourceOptions.AREA,
                            "for kind kafka, with kafka.brokers below; messages as in"
                                    + " flink-deploy/schema/segment.schema.json")
                    .idle(Idle.unlessSource(SourceKind.KAFKA));

    static final Area<SourceOptions> AREA =
            Area.of(
                    SourceOptions::read,
                    KIND,
                    PATH,
                    CAMERA,
                    START_TIME,
                    ZONE,
                    FPS,
                    FileSelection.FROM,
                    FileSelection.TO,
                    FileSelection.CAMERAS,
                    LIMITS,
                    CODECS,
                    KAFKA);

    private static SourceOptions read(Section section) {
        SourceKind kind = section.get(KIND);
        KafkaSourceOptions kafka = section.get(KAFKA);
        if (kind == SourceKind.KAFKA && kafka.roots().isEmpty()) {
            section.problem(
                    "kafka.roots",
                    kafka.roots(),
                    "name the folders that segments may be read from, such as [/var/footage, \"s3://barn/live\"]");
        }
        return new SourceOptions(
                kind,
                section.get(PATH),
                section.get(CAMERA),
                section.get(START_TIME),
                section.get(ZONE),
                section.get(FPS),
                FileSelection.read(section, kind),
                section.get(LIMITS),
                section.get(CODECS),
                kafka);
    }
}
