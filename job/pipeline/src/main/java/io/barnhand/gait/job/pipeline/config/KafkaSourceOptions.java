package io.barnhand.gait.job.pipeline.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code source.kafka}: the topic that segments are announced on.
 *
 * @param topic name of the topic
 * @param group consumer group, whose offsets tell how far the job has come
 * @param start where a job without a savepoint begins
 * @param clockTolerance most difference between a segment's start and the time of its message
 * @param silence time without a segment after which a recording's tracks end
 * @param roots folders that segments may be read from, as paths or URIs
 * @param fetchBytes largest segment that is fetched from a store; every slot holds one at a time
 */
public record KafkaSourceOptions(
        String topic,
        String group,
        Start start,
        Duration clockTolerance,
        Duration silence,
        List<String> roots,
        long fetchBytes) {

    /** Where to begin. */
    public enum Start {
        /** Where the group left off; at the earliest message where it has not begun. */
        COMMITTED,
        EARLIEST,
        LATEST
    }

    static KafkaSourceOptions read(Section section, boolean used) {
        List<String> roots = section.texts("roots", List.of());
        if (used && roots.isEmpty()) {
            section.problem(
                    "roots",
                    roots,
                    "must name the folders that segments may be read from, such as [/var/footage, \"s3://barn/live\"]");
        }
        return new KafkaSourceOptions(
                section.text("topic", "segments"),
                section.text("group", "barnhand-gait"),
                section.choice("start", Start.COMMITTED),
                section.duration(
                        "clock-tolerance",
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1),
                        Duration.ofDays(366)),
                section.duration(
                        "silence",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofHours(24)),
                roots,
                section.bytes("fetch-bytes", 1L << 30));
    }
}
