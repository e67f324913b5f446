package io.barnhand.gait.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.SourceOptions.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that is given has an effect on a job, or a word says that it has none. */
class IdleTest {

    /** A new key is one of these, or is declared as idle where it is not read. */
    private static final List<String> ALWAYS_READ =
            List.of(
                    "run.id",
                    "run.mode",
                    "run.parallelism",
                    "run.resume",
                    "source.kind",
                    "source.from",
                    "source.to",
                    "source.cameras",
                    "pose.min-score",
                    "cameras.<id>.mirrored",
                    "cameras.<id>.metres-per-body-length",
                    "horses[].camera",
                    "horses[].from",
                    "horses[].to",
                    "horses[].horse",
                    "horses[].gaited",
                    "gait.pass-gap",
                    "gait.pass-max",
                    "gait.sliding",
                    "gait.hop",
                    "gait.duty-calibration.<id>.fore",
                    "gait.duty-calibration.<id>.hind",
                    "gait.duty-calibration.<id>.error",
                    "sinks.poses",
                    "sinks.gait",
                    "sinks.strides",
                    "sinks.coverage",
                    "sinks.dead-letter");

    @Test
    void everyKeyIsReadWithEveryKindOfSourceOrIsDeclaredAsIdleWithSome() {
        List<String> declared =
                new ArrayList<>(
                        Stream.of(SourceKind.values())
                                .flatMap(kind -> IdleKeys.with(kind).stream())
                                .distinct()
                                .toList());

        assertThat(IdleKeys.all())
                .allSatisfy(
                        key ->
                                assertThat(
                                                ALWAYS_READ.contains(key)
                                                        ^ declared.stream()
                                                                .anyMatch(idle -> isOf(key, idle)))
                                        .as(key)
                                        .isTrue());
    }

    private static boolean isOf(String key, String idle) {
        return idle.endsWith("*")
                ? key.startsWith(idle.substring(0, idle.length() - 1))
                : key.equals(idle);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{source: {kind: poses, fps: 25}} | source.fps 25 has no effect with source.kind poses; leave it out",
                "{source: {kind: poses}, detector: {score: 0.50}, pose: {batch: 4, min-score: 0.2}} | detector.score 0.50, pose.batch 4 have no effect with source.kind poses; leave them out",
                "{source: {kind: poses}, pose: {min-score: 0.2}, cameras: {aisle: {mirrored: true}}, horses: [{camera: a, horse: b}]} |",
                "{source: {kind: poses}, cameras: {aisle: {zone: UTC}}} | cameras.aisle.zone UTC has no effect with source.kind poses; leave it out",
                "{source: {kind: kafka, zone: UTC, kafka: {roots: [/live]}}} | source.zone UTC has no effect with source.kind kafka, where barnhand publish alone reads it; leave it out",
                "{source: {kind: kafka, path: clips, kafka: {roots: [/live]}}} | source.path clips has no effect with source.kind kafka; leave it out",
                "{source: {kind: kafka, kafka: {roots: [/live, file:///b], fetch-bytes: 1MB}}} | source.kafka.fetch-bytes 1MB has no effect where no folder of source.kafka.roots is in a store; leave it out",
                "{source: {kind: kafka, kafka: {roots: ['s3://live'], fetch-bytes: 1MB}}} |",
                "{source: {kafka: {topic: a, fetch-bytes: 1MB}}} | source.kafka.topic a, source.kafka.fetch-bytes 1MB have no effect with source.kind files; leave them out",
                "{kafka: {brokers: 'b:9092', properties: null}} | kafka.brokers b:9092 has no effect where neither the source nor a sink is of kind kafka; leave it out",
                "{source: {kind: kafka, kafka: {roots: [/live]}}, kafka: {brokers: 'b:9092', ledger: l}} | kafka.ledger l has no effect where no sink is of kind kafka; leave it out",
                "{kafka: {brokers: 'b:9092', ledger: l}, sinks: {gait: {kind: kafka, topic: gait}}} |",
                "{run: {checkpoints: a}, source: {kind: kafka, kafka: {roots: [/live]}}} | run.checkpoints a has no effect without run.id; leave it out",
                "{gait: {sliding: 0s, hop: 2s}} | gait.hop 2s has no effect with gait.sliding 0s; leave it out",
                "{gait: {sliding: 4s, hop: 2s}, source: {fps: 25}} |",
            })
    void aSettingWithoutEffectIsNamedWithTheReason(String given, String warning) {
        GivenConfiguration configuration = given(given);

        assertThat(configuration.withoutEffect(configuration.read()))
                .isEqualTo(warning == null ? List.of() : List.of(warning));
    }

    @ParameterizedTest
    @CsvSource({"archive", "barn", "demo", "rewindow"})
    void theShippedConfigurationsHaveNone(String name) {
        GivenConfiguration configuration =
                ConfigurationReader.given(Path.of("../../conf/" + name + ".yaml"), List.of());

        assertThat(configuration.withoutEffect(configuration.read())).isEmpty();
    }

    private static GivenConfiguration given(String yaml) {
        try {
            Path file = Files.createTempFile("idle", ".yaml");
            try {
                Files.writeString(file, yaml);
                return ConfigurationReader.given(file, List.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
