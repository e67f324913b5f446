package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the rate of capture that a file names changes its times, and when it contradicts them. */
class CaptureTimeTest {

    private static double[] steady(int count, double fps) {
        return DoubleStream.iterate(0, t -> t + 1e6 / fps).limit(count).toArray();
    }

    /** Parts of equal length in pictures, one after the other. */
    private static double[] parts(int count, double... fps) {
        double[] stamps = new double[count * fps.length];
        double at = 0;
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = at;
            at += 1e6 / fps[i / count];
        }
        return stamps;
    }

    private static CaptureTime time(double captured, double[] stamps, boolean sound)
            throws CaptureTime.Contradiction {
        return CaptureTime.of(
                new CaptureTag(String.valueOf(captured), captured),
                StoredRate.of(stamps),
                sound,
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 30, 2",
        "120, 30, 4",
        "240, 30, 8",
        "960, 30, 32",
        "240, 29.97, 8",
        "60, 24, 2.5",
        "100, 25, 4",
        "119.88, 29.97, 4",
        "120, 30.045, 4",
        "1, 30, 0.0333333",
        "2, 29.97, 0.0666667",
        "48, 36.2, 1.32597"
    })
    void timesAreScaledByTheRatioOfTheRates(double captured, double stored, double slowness)
            throws Exception {
        CaptureTime time = time(captured, steady(200, stored), false);

        assertThat(time.scale().slowness()).isCloseTo(slowness, offset(1e-4 * slowness));
        assertThat(time.note()).contains("captured at");
        assertThat(time.invalid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"120, 119.88", "30, 29.97", "240, 239.98", "30, 28.6", "25, 25", "29.97, 30"})
    void ratesThatAgreeLeaveTimesAlone(double captured, double stored) throws Exception {
        assertThat(time(captured, steady(200, stored), true)).isEqualTo(CaptureTime.AS_STORED);
        assertThat(time(captured, steady(200, stored), false)).isEqualTo(CaptureTime.AS_STORED);
    }

    @ParameterizedTest
    @CsvSource({"60, 30", "240, 30", "1, 30"})
    void soundContradictsSlowMotion(double captured, double stored) {
        assertThatThrownBy(() -> time(captured, steady(200, stored), true))
                .isInstanceOf(CaptureTime.Contradiction.class)
                .hasMessageContaining("sound");
    }

    /** Poor light: the phone was set to 30 and exposes longer; nobody makes slow motion of that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fewerPicturesThanAnOrdinaryRateMeanThatTimesAreTrue(boolean sound) throws Exception {
        assertThat(time(30, steady(200, 24), sound)).isEqualTo(CaptureTime.AS_STORED);
        assertThat(time(30, steady(200, 15), sound)).isEqualTo(CaptureTime.AS_STORED);
        assertThat(time(30, parts(100, 30, 15), sound)).isEqualTo(CaptureTime.AS_STORED);
        assertThat(time(30, parts(100, 30, 20), sound)).isEqualTo(CaptureTime.AS_STORED);
        assertThat(time(29.97, parts(100, 30, 20, 30), sound)).isEqualTo(CaptureTime.AS_STORED);
    }

    @Test
    void aCameraThatSaysSoMadeSlowMotionOfAnOrdinaryRate() throws Exception {
        CaptureTime time =
                CaptureTime.of(
                        new CaptureTag("30p", 30.0), StoredRate.of(steady(200, 24)), false, true);

        assertThat(time.scale().slowness()).isCloseTo(1.25, offset(1e-4));
    }

    @Test
    void aSlightlyLowerRateBesideSoundMeansThatTimesAreTrue() throws Exception {
        assertThat(time(60, steady(200, 50), true)).isEqualTo(CaptureTime.AS_STORED);
    }

    @ParameterizedTest
    @CsvSource({"240, 240, 30", "60, 60, 30", "60, 30, 60", "240, 60, 30"})
    void aRampContradictsItself(double captured, double first, double second) {
        for (boolean sound : new boolean[] {true, false}) {
            assertThatThrownBy(() -> time(captured, parts(60, first, second, first), sound))
                    .isInstanceOf(CaptureTime.Contradiction.class)
                    .hasMessageContaining("changes within the file");
        }
    }

    @Test
    void lostPicturesAPauseAndJitterAreNoRamp() throws Exception {
        Random random = new Random(1);
        double[] stamps = new double[600];
        double at = 0;
        for (int i = 0; i < stamps.length; i++) {
            at += 33_333 * (i % 17 == 0 ? 2 : 1) + (i == 300 ? 20_000_000 : 0);
            stamps[i] = at + 2_000 * random.nextGaussian();
        }

        assertThat(time(60, stamps, false).scale().slowness()).isCloseTo(2, offset(1e-9));
    }

    @Test
    void aRateThatIsNoneIsReported() throws Exception {
        CaptureTime time = CaptureTime.of(CaptureTag.of("nan"), null, false, false);

        assertThat(time.scale().isNone()).isTrue();
        assertThat(time.invalid()).isTrue();
        assertThat(time.note()).contains("\"nan\"");
    }

    @Test
    void twoPicturesTellNothing() throws Exception {
        assertThat(time(60, steady(2, 30), false)).isEqualTo(CaptureTime.AS_STORED);
    }

    @Test
    void timesAndTimeStampsAreInverse() {
        TimeScale scale = TimeScale.of(240, 29.97);

        assertThat(scale.recordedUs(8_000_000)).isEqualTo(1_000_000);
        assertThat(scale.recordedUs(90_000 * 8, 1, 90_000)).isEqualTo(1_000_000);
        assertThat(scale.ticks(1_000_000, 1, 90_000)).isEqualTo(90_000 * 8);
    }
}
