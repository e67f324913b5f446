package io.barnhand.gait.job.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code source.kafka}: the topic that segments are announced on.
 *
 * @param topic name of the topic
 * @param group consumer group, whose offsets show how far the job has read
 * @param start where a job without a savepoint begins
 * @param clockTolerance largest difference between a segment's start and the time of its message
 * @param silence time without a segment after which a recording's tracks end
 * @param roots folders that segments may be read from, as paths or URIs
 * @param fetchBytes largest segment that is fetched from a store; every slot holds one at a time
 */
public record KafkaSourceOptions(
        String topic,
        String group,
        StartingPoint start,
        Duration clockTolerance,
        Duration silence,
        List<String> roots,
        long fetchBytes) {

    /** Where to begin. */
    public enum StartingPoint {
        /** Where the group left off; at the earliest message where it has not begun. */
        COMMITTED,
        EARLIEST,
        LATEST
    }

    private static final Key<KafkaSourceOptions, String> TOPIC =
            Key.of(
                    "topic",
                    KafkaSourceOptions::topic,
                    Scalar.text(),
                    "segments",
                    "name of the topic");

    private static final Key<KafkaSourceOptions, String> GROUP =
            Key.of(
                    "group",
                    KafkaSourceOptions::group,
                    Scalar.text(),
                    "barnhand-gait",
                    "consumer group, whose offsets show how far the job has read");

    private static final Key<KafkaSourceOptions, StartingPoint> START =
            Key.of(
                    "start",
                    KafkaSourceOptions::start,
                    Scalar.choice(StartingPoint.class),
                    StartingPoint.COMMITTED,
                    "where a job without a savepoint begins; committed: at the offsets of the group, else"
                            + " at the earliest message");

    private static final Key<KafkaSourceOptions, Duration> CLOCK_TOLERANCE =
            Key.of(
                    "clock-tolerance",
                    KafkaSourceOptions::clockTolerance,
                    Scalar.duration(Duration.ofSeconds(1), Duration.ofDays(366)),
                    Duration.ofMinutes(15),
                    "a segment whose start differs by more from the time of its message gets the flag"
                            + " clock_off");

    private static final Key<KafkaSourceOptions, Duration> SILENCE =
            Key.of(
                            "silence",
                            KafkaSourceOptions::silence,
                            Scalar.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
                            Duration.ofSeconds(30),
                            "time without a segment after which a recording's tracks end; give more"
                                    + " than a segment may wait until it is decoded")
                    .affecting(Effect.KEYPOINTS);

    private static final Key<KafkaSourceOptions, List<String>> ROOTS =
            Key.of(
                    "roots",
                    KafkaSourceOptions::roots,
                    Scalar.places(),
                    List.of(),
                    "folders that segments may be read from, paths or URIs such as s3://barn/live;"
                            + " required for kind kafka");

    private static final Key<KafkaSourceOptions, Long> FETCH_BYTES =
            Key.of(
                            "fetch-bytes",
                            KafkaSourceOptions::fetchBytes,
                            Scalar.bytes(),
                            1L << 30,
                            "largest segment that is fetched from a store; every slot keeps one at a time in"
                                    + " Flink's io.tmp.dirs")
                    .idle(KafkaSourceOptions::withoutStore);

    static final Area<KafkaSourceOptions> AREA =
            Area.of(
                    KafkaSourceOptions::read,
                    TOPIC,
                    GROUP,
                    START,
                    CLOCK_TOLERANCE,
                    SILENCE,
                    ROOTS,
                    FETCH_BYTES);

    private static Optional<String> withoutStore(JobConfiguration configuration) {
        boolean fetched =
                configuration.source().kafka().roots().stream()
                        .anyMatch(root -> root.contains("://") && !root.startsWith("file:"));
        return Idle.unlessSource(SourceOptions.SourceKind.KAFKA)
                .why(configuration)
                .or(
                        () ->
                                fetched
                                        ? Optional.empty()
                                        : Optional.of(
                                                "where no folder of source.kafka.roots is in a store"));
    }

    private static KafkaSourceOptions read(Section section) {
        return new KafkaSourceOptions(
                section.get(TOPIC),
                section.get(GROUP),
                section.get(START),
                section.get(CLOCK_TOLERANCE),
                section.get(SILENCE),
                section.get(ROOTS),
                section.get(FETCH_BYTES));
    }
}
