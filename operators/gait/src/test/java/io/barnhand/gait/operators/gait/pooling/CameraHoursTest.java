package io.barnhand.gait.operators.gait.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.records.CoverageSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraHoursTest {

    private static final long HOUR_MS = 3_600_000;

    @Test
    void countsTheUnionAcrossAnHour() {
        List<CameraHour> hours =
                CameraHours.of(
                        List.of(
                                span("a", CoverageSpan.DECODED, 3000, 3700),
                                span("a", CoverageSpan.DECODED, 3500, 4000),
                                span("a", CoverageSpan.DECODED, 4000, 4100),
                                span("a", CoverageSpan.DECODED, 3600, 3650),
                                span("a", CoverageSpan.DECODED, 5000, 5010)));

        assertThat(hours)
                .containsExactly(
                        new CameraHour("a", 0, null, 600.0, 0.0, 0.0),
                        new CameraHour("a", HOUR_MS, null, 510.0, 0.0, 0.0));
    }

    @Test
    void countsTimeWithTwoHorsesOnce() {
        List<CameraHour> hours =
                CameraHours.of(
                        List.of(
                                span("a", CoverageSpan.EXPECTED, 0, 3600),
                                span("a", CoverageSpan.DECODED, 0, 1800),
                                horse("one", 100, 400),
                                horse("two", 300, 500),
                                span("a", CoverageSpan.USABLE, 150, 250)));

        assertThat(hours).containsExactly(new CameraHour("a", 0, 3600.0, 1800.0, 400.0, 100.0));
    }

    @Test
    void doesNotCallSilenceEmptiness() {
        List<CameraHour> hours =
                CameraHours.of(
                        List.of(
                                span("b", CoverageSpan.EXPECTED, 0, 60),
                                span("a", CoverageSpan.DECODED, 7200, 7200),
                                span("a", "of_another_version", 0, 60),
                                span("c", CoverageSpan.EXPECTED, -10, 7200)));

        assertThat(hours)
                .hasSize(5)
                .contains(
                        new CameraHour("a", 2 * HOUR_MS, null, 0.0, 0.0, 0.0),
                        new CameraHour("b", 0, 60.0, null, null, null))
                .endsWith(
                        new CameraHour("c", -HOUR_MS, 10.0, null, null, null),
                        new CameraHour("c", 0, 3600.0, null, null, null),
                        new CameraHour("c", HOUR_MS, 3600.0, null, null, null));
    }

    @Test
    void doesNotDependOnOrderOrRepetition() {
        Random random = new Random(1);
        List<CoverageSpan> spans = new ArrayList<>();
        BitSet seconds = new BitSet();
        for (int k = 0; k < 300; k++) {
            int start = random.nextInt(4 * 3600);
            int end = start + random.nextInt(60);
            seconds.set(start, end);
            spans.add(horse("track-" + k % 7, start, end));
        }
        List<CameraHour> once = CameraHours.of(spans);
        spans.addAll(List.copyOf(spans));
        Collections.shuffle(spans, random);

        assertThat(CameraHours.of(spans)).isEqualTo(once);
        for (CameraHour hour : once) {
            int from = (int) (hour.hourStartMs() / 1000);
            assertThat(hour.horseS()).isEqualTo(seconds.get(from, from + 3600).cardinality());
        }
    }

    @Test
    void refusesASpanThatEndsBeforeItStarts() {
        assertThatThrownBy(() -> CameraHours.of(List.of(span("a", CoverageSpan.DECODED, 10, 5))))
                .hasMessageStartingWith("A coverage span cannot end before it starts, got");
    }

    private static CoverageSpan horse(String track, long startS, long endS) {
        return new CoverageSpan(
                "a", "recording", track, CoverageSpan.HORSE, startS * 1000000, endS * 1000000);
    }

    private static CoverageSpan span(String camera, String kind, long startS, long endS) {
        return new CoverageSpan(camera, "recording", null, kind, startS * 1000000, endS * 1000000);
    }
}
