package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingChecksTest {

    private static List<Check> checks(FrameTiming timing) {
        return TimingChecks.of(new ClipFigures(1280, 720, timing, null, null, List.of()));
    }

    @Test
    void missesNothingInAClipAtTwentyFiveFramesASecond() {
        List<Check> checks = checks(new FrameTiming(250, 10, 25.0, 5.0, 0.02, 0.02));

        assertThat(checks)
                .extracting(Check::what)
                .containsExactly(
                        "picture",
                        "frames a second",
                        "frames in a gallop stance",
                        "jitter of frame times",
                        "frames lost",
                        "frames repeated");
        assertThat(checks).allMatch(Check::measurable).noneMatch(Check::missed);
        assertThat(checks.get(0).measured()).isEqualTo("1280 x 720 px, 10.0 s");
    }

    /** A time rounded to frames of 80 ms is uniform within them: 80 / √12 = 23 ms. */
    @Test
    void saysWhatSlowLostAndRepeatedFramesCost() {
        List<Check> checks = checks(new FrameTiming(125, 10, 12.5, 12.0, 0.15, 0.035));

        assertThat(checks.stream().filter(Check::missed))
                .extracting(Check::what, Check::measured)
                .containsExactly(
                        tuple("frames a second", "12.5"),
                        tuple("jitter of frame times", "12.0 ms"),
                        tuple("frames lost", "15 %"),
                        tuple("frames repeated", "3.5 %"));
        assertThat(checks.get(1).words()).contains("known to 23 ms only", "25 or more");
        assertThat(checks.get(2).measured()).isEqualTo("1.1");
    }

    @Test
    void tellsNoRateOfASingleFrameAndNoJitterOfTwo() {
        List<Check> single = checks(new FrameTiming(1, 0, null, null, 0, 0));
        List<Check> two = checks(new FrameTiming(2, 0.04, 25.0, null, 0, 0));

        assertThat(single).hasSize(2);
        assertThat(single.get(1).measurable()).isFalse();
        assertThat(single.get(1).words()).isEqualTo("the clip has one frame only");
        assertThat(two).hasSize(6);
        assertThat(two.get(3).measurable()).isFalse();
        assertThat(two.get(3).words()).isEqualTo("too few frames");
    }
}
