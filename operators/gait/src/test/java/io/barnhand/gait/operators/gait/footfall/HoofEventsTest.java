package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoofEventsTest {

    /** So far off an event is not imprecise but another one, s. */
    private static final double MISTAKEN = 0.08;

    private static final MadeHoof WALK = new MadeHoof(0.9, 1.15, 0.3, 0.64);
    private static final MadeHoof TROT = new MadeHoof(1.35, 2.5, 0.3, 0.42);

    /**
     * Half the SD of the reference, section 4 (10 and 20 ms at a walk, 6 and 10 ms else), and no
     * bias. At a walk and 2 % noise the speed of a standing hoof reaches the threshold now and
     * then.
     */
    @ParameterizedTest
    @CsvSource({"walk, .01, 7, 0", "walk, .02, 16, .03", "trot, .01, 4.5, 0", "trot, .02, 9, 0"})
    void findsEventsWithinTheBiasAndScatterOfTheReference(
            String gait, double noise, double scatterMs, double mistakenShare) {
        MadeHoof model = gait.equals("walk") ? WALK : TROT;
        List<Double> on = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        int mistaken = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            MadeHoof hoof =
                    new MadeHoof(
                            model.frequency(), model.speed(), random.nextDouble(), model.duty());
            for (HoofEvents.Stride stride : strides(hoof.track(6, noise, random), hoof, 6)) {
                int m = (int) Math.rint(stride.on() * hoof.frequency() - hoof.phase());
                double late = stride.on() - hoof.on(m);
                double lateOff = stride.off() - hoof.off(m);
                if (Math.max(Math.abs(late), Math.abs(lateOff)) > MISTAKEN) {
                    mistaken++;
                } else {
                    on.add(late);
                    off.add(lateOff);
                }
            }
        }
        assertThat(on).hasSizeGreaterThan(100);
        assertThat((double) mistaken / on.size()).isLessThanOrEqualTo(mistakenShare);
        assertThat(mean(on)).isBetween(-0.003, 0.003);
        assertThat(mean(off)).isBetween(-0.003, 0.003);
        assertThat(sd(on)).isLessThan(0.001 * scatterMs);
        assertThat(sd(off)).isLessThan(0.001 * scatterMs);
    }

    @Test
    void findsEveryStrideWhoseThreeEventsLieInsideTheTrack() {
        List<HoofEvents.Stride> strides = strides(clean(TROT, 4), TROT, 4);

        // Contacts begin at .22, .96, 1.70, 2.44 and 3.19 s; the last stride ends at 3.93 s.
        assertThat(strides).hasSize(4);
        assertThat(strides)
                .allSatisfy(s -> assertThat(s.seconds()).isCloseTo(1 / 1.35, within(0.01)));
    }

    @Test
    void dropsEventsCloserThanATenthOfASecondToAnEnd() {
        for (double phase = 0; phase < 1; phase += 0.05) {
            MadeHoof hoof = new MadeHoof(1.35, 2.5, phase, 0.42);
            for (HoofEvents.Stride stride : strides(clean(hoof, 4), hoof, 4)) {
                assertThat(stride.on()).isGreaterThan(0.10);
                assertThat(stride.nextOn()).isLessThan(4 - 1 / MadeHoof.RATE - 0.10);
            }
        }
    }

    @Test
    void fillsHolesOfATenthOfAStrideAndRefusesLongerOnes() {
        GroundTrack brief = clean(WALK, 6);
        GroundTrack lasting = clean(WALK, 6);
        // In the middle of the second swing, where no event is.
        int frame = (int) Math.round((WALK.off(1) + 0.18 / 0.9) * MadeHoof.RATE);
        hide(brief, frame - 1, frame + 1);
        hide(lasting, frame - 3, frame + 3);

        HoofEvents.Found filled = HoofEvents.in(brief, Limb.LH, WALK.contacts(6), 1 / 0.9);
        HoofEvents.Found parted = HoofEvents.in(lasting, Limb.LH, WALK.contacts(6), 1 / 0.9);

        int all = strides(clean(WALK, 6), WALK, 6).size();
        assertThat(filled.strides()).hasSize(all);
        assertThat(filled.filledShare()).isCloseTo(2.0 / 180, within(1e-9));
        assertThat(parted.strides()).hasSizeLessThan(all);
        assertThat(parted.filledShare()).isZero();
    }

    @Test
    void findsNoEventWhereTheFramesAreFilledIn() {
        GroundTrack track = clean(WALK, 6);
        int frame = (int) Math.round(WALK.on(2) * MadeHoof.RATE);
        hide(track, frame - 1, frame + 2);

        List<HoofEvents.Stride> strides = strides(track, WALK, 6);

        assertThat(strides).noneMatch(s -> Math.abs(s.on() - WALK.on(2)) < 0.3);
        assertThat(strides).noneMatch(s -> Math.abs(s.nextOn() - WALK.on(2)) < 0.3);
        assertThat(strides).isNotEmpty();
    }

    @Test
    void takesABriefShiftOfAStandingHoofForNoStep() {
        GroundTrack track = clean(WALK, 6);
        int frame = (int) Math.round((WALK.on(2) + 0.35) * MadeHoof.RATE);
        for (int i = frame; i < track.t().length; i++) {
            track.x()[Limb.LH.ordinal()][i] += 0.06;
        }

        List<HoofEvents.Stride> strides = strides(track, WALK, 6);

        assertThat(strides).hasSameSizeAs(strides(clean(WALK, 6), WALK, 6));
        assertThat(strides).allSatisfy(s -> assertThat(s.off() - s.on()).isGreaterThan(0.6));
    }

    @ParameterizedTest
    @CsvSource({".01", ".02"})
    void statesAnEventErrorOfTheSizeOfTheScatter(double noise) {
        List<Double> on = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(1000 + seed);
            for (HoofEvents.Stride stride : strides(TROT.track(6, noise, random), TROT, 6)) {
                int m = (int) Math.rint(stride.on() * TROT.frequency() - TROT.phase());
                on.add(stride.on() - TROT.on(m));
                errors.add(stride.eventError());
            }
        }
        assertThat(mean(errors) / sd(on)).isBetween(0.6, 1.6);
    }

    @Test
    void findsNothingOfALimbThatIsNotSeen() {
        HoofEvents.Found events =
                HoofEvents.in(clean(TROT, 4), Limb.RF, TROT.contacts(4), 1 / 1.35);

        assertThat(events.strides()).isEmpty();
        assertThat(events.filledShare()).isZero();
    }

    private static GroundTrack clean(MadeHoof hoof, double seconds) {
        return hoof.track(seconds, 0, new Random(0));
    }

    private static List<HoofEvents.Stride> strides(
            GroundTrack track, MadeHoof hoof, double seconds) {
        return HoofEvents.in(track, Limb.LH, hoof.contacts(seconds), 1 / hoof.frequency())
                .strides();
    }

    private static void hide(GroundTrack track, int from, int to) {
        Arrays.fill(track.x()[Limb.LH.ordinal()], from, to, Double.NaN);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double sd(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0));
    }
}
