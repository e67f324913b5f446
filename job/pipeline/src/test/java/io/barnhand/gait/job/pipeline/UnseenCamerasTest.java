package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnseenCamerasTest {

    private static final List<VideoSegment> FOOTAGE =
            List.of(
                    segment("aisle", "2026-04-03T10:00:00Z", 600_000_000L),
                    segment("aisle", "2026-04-02T10:00:00Z", 600_000_000L),
                    segment("yard", "2026-04-03T10:00:00Z", null));

    @Test
    void camerasThatAreThereNeedNoWord() {
        assertThat(
                        warnings(
                                "cameras={aisle: {mirrored: true}}",
                                "horses=[{camera: aisle, horse: Luna}, {camera: yard, horse: Bella}]",
                                "source.cameras=[aisle]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cameras={aisel: {mirrored: true}, aisle: {mirrored: true}} | cameras names aisel | aisle",
                "source.cameras=[aisle, yrad] | source.cameras names yrad | yard",
                "horses=[{camera: Luna, horse: aisle}, {camera: Luna, horse: yard}] | horses names Luna | one of these"
            })
    void otherCamerasAreNamed(String setting, String names, String meant) {
        assertThat(warnings(setting))
                .containsExactly(
                        names
                                + ", of which source.path has no footage; it has footage of aisle, yard; correct the name if "
                                + meant
                                + " is meant.");
    }

    @Test
    void aHorseAtATimeWithoutFootageIsNamed() {
        assertThat(
                        warnings(
                                "horses=[{camera: aisle, horse: Luna, from: 2026-04-03T10:05:00Z},"
                                        + " {camera: aisle, horse: Vega, from: 2026-04-03T10:10:00Z},"
                                        + " {camera: aisle, horse: Bella, to: 2026-04-02T10:00:00Z},"
                                        + " {camera: yard, horse: Skuggi, from: 2026-04-05T10:00:00Z}]"))
                .containsExactly(
                        "horses[1] names Vega for a time without footage of aisle, which begins from 2026-04-02T10:00:00Z to 2026-04-03T10:00:00Z; correct from and to.",
                        "horses[2] names Bella for a time without footage of aisle, which begins from 2026-04-02T10:00:00Z to 2026-04-03T10:00:00Z; correct from and to.");
    }

    private static List<String> warnings(String... settings) {
        return new UnseenCameras(ConfigurationReader.read(null, List.of(settings)), FOOTAGE)
                .warnings();
    }

    private static VideoSegment segment(String camera, String start, Long durationUs) {
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(start));
        return new VideoSegment(
                camera, "r", 0, "u", "file", startUs, ClockStatus.KNOWN, true, durationUs, 1, null);
    }
}
