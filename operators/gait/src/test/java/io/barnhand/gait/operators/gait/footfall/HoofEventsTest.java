package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoofEventsTest {

    /** So far off an event is not imprecise but another one, s. */
    private static final double MISTAKEN = 0.08;

    private static final SyntheticHoof WALK = new SyntheticHoof(0.9, 1.15, 0.3, 0.64);
    private static final SyntheticHoof TROT = new SyntheticHoof(1.35, 2.5, 0.3, 0.42);

    /**
     * Half the SD that is accepted (gait reference, section 4.2: 10 and 20 ms at a walk, 6 and 10
     * ms else), and no bias. At a walk and 2 % noise the speed of a standing hoof reaches the
     * threshold now and then.
     */
    @ParameterizedTest
    @CsvSource({"walk, .01, 7, 0", "walk, .02, 16, .03", "trot, .01, 4.5, 0", "trot, .02, 9, 0"})
    void findsEventsWithinTheBiasAndScatterOfTheReference(
            String gait, double noise, double scatterMs, double mistakenShare) {
        SyntheticHoof model = gait.equals("walk") ? WALK : TROT;
        List<Double> on = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        int mistaken = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            SyntheticHoof hoof =
                    new SyntheticHoof(
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
            SyntheticHoof hoof = new SyntheticHoof(1.35, 2.5, phase, 0.42);
            for (HoofEvents.Stride stride : strides(clean(hoof, 4), hoof, 4)) {
                assertThat(stride.on()).isGreaterThan(0.113);
                assertThat(stride.nextOn()).isLessThan(4 - 1 / SyntheticHoof.RATE - 0.113);
            }
        }
    }

    @Test
    void dropsEventsCloseToWhereTheHoofIsSeenAgain() {
        for (double phase = 0; phase < 1; phase += 0.05) {
            SyntheticHoof hoof = new SyntheticHoof(1.35, 2.5, phase, 0.42);
            GroundTrack track = clean(hoof, 4);
            hide(track, 0, 15);
            for (HoofEvents.Stride stride : strides(track, hoof, 4)) {
                assertThat(stride.on()).isGreaterThan(15 / SyntheticHoof.RATE + 0.113);
            }
        }
    }

    @Test
    void fillsHolesOfATenthOfAStrideAndRefusesLongerOnes() {
        GroundTrack brief = clean(WALK, 6);
        GroundTrack lasting = clean(WALK, 6);
        // In the middle of the second swing, where no event is.
        int frame = (int) Math.round((WALK.off(1) + 0.18 / 0.9) * SyntheticHoof.RATE);
        hide(brief, frame - 1, frame + 1);
        hide(lasting, frame - 3, frame + 3);

        HoofEvents.FoundStrides filled = HoofEvents.in(brief, Limb.LH, WALK.contacts(6), 1 / 0.9);
        HoofEvents.FoundStrides parted = HoofEvents.in(lasting, Limb.LH, WALK.contacts(6), 1 / 0.9);

        int all = strides(clean(WALK, 6), WALK, 6).size();
        assertThat(filled.strides()).hasSize(all);
        assertThat(filled.filledShare()).isCloseTo(2.0 / 180, within(1e-9));
        assertThat(parted.strides()).hasSizeLessThan(all);
        assertThat(parted.filledShare()).isZero();
    }

    @Test
    void findsNoEventWhereTheFramesAreFilledIn() {
        GroundTrack track = clean(WALK, 6);
        int frame = (int) Math.round(WALK.on(2) * SyntheticHoof.RATE);
        hide(track, frame - 1, frame + 2);

        List<HoofEvents.Stride> strides = strides(track, WALK, 6);

        assertThat(strides).noneMatch(s -> Math.abs(s.on() - WALK.on(2)) < 0.3);
        assertThat(strides).noneMatch(s -> Math.abs(s.nextOn() - WALK.on(2)) < 0.3);
        assertThat(strides).isNotEmpty();
    }

    @Test
    void takesABriefShiftOfAStandingHoofForNoStep() {
        GroundTrack track = clean(WALK, 6);
        int frame = (int) Math.round((WALK.on(2) + 0.35) * SyntheticHoof.RATE);
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
        assertThat(mean(errors) / sd(on)).isBetween(0.85, 1.15);
    }

    @Test
    void fillsNoMoreOfAShortStrideThanATenthEither() {
        GroundTrack track = clean(TROT, 4);
        // Three frames and what they leave, 0.133 s, are more than 0.074 s and a frame.
        int frame = (int) Math.round((TROT.off(1) + 0.29 / 1.35) * SyntheticHoof.RATE);
        hide(track, frame - 1, frame + 2);

        assertThat(HoofEvents.in(track, Limb.LH, TROT.contacts(4), 1 / 1.35).filledShare())
                .isZero();
    }

    @Test
    void leavesOutWhatWasSeenForLessThanHalfAStride() {
        GroundTrack track = clean(WALK, 6);
        hide(track, 15, 22);
        hide(track, 60, 61);

        // The first 15 frames are 0.50 s of a stride of 1.11 s; of the other 158 one was filled in.
        assertThat(HoofEvents.in(track, Limb.LH, WALK.contacts(6), 1 / 0.9).filledShare())
                .isCloseTo(1.0 / 158, within(1e-9));
    }

    @Test
    void looksForEventsWithinAQuarterOfAStrideOfTheFolds() {
        GroundTrack track = clean(TROT, 6);

        assertThat(HoofEvents.in(track, Limb.LH, later(TROT.contacts(6), 0.15), 1 / 1.35).strides())
                .isNotEmpty();
        assertThat(HoofEvents.in(track, Limb.LH, later(TROT.contacts(6), 0.22), 1 / 1.35).strides())
                .isEmpty();
    }

    /**
     * The hoof stands for half a second of each second and swings for the other, by the rule given;
     * the folds expect other times, where that matters.
     *
     * @param v velocity over ground at a time in the stride, BL/s, in the third stride
     * @param on when the folds expect it to land
     * @param off when they expect it to leave
     */
    private static HoofEvents.Stride third(DoubleUnaryOperator v, double on, double off) {
        return third(1, v, on, off);
    }

    /** The same in strides of another length, s; the speed of the horse stays 1 BL/s. */
    private static HoofEvents.Stride third(
            double stride, DoubleUnaryOperator v, double on, double off) {
        int fine = 40;
        int n = 180;
        double[] t = new double[n];
        double[][] x = new double[Limb.COUNT][n];
        double place = 0;
        for (int i = 0; i < n; i++) {
            t[i] = i / SyntheticHoof.RATE;
            x[0][i] = place;
            for (int k = 0; k < fine; k++) {
                double time = t[i] + (k + 0.5) / fine / SyntheticHoof.RATE;
                double cycle = time / stride;
                double u = cycle % 1;
                double usual = u < 0.5 ? 0 : 2;
                place +=
                        (cycle >= 2 && cycle < 3 ? v.applyAsDouble(u) : usual)
                                / fine
                                / SyntheticHoof.RATE;
            }
        }
        List<Footfalls.Contact> contacts = new ArrayList<>();
        for (int m = 0; m < 6; m++) {
            contacts.add(new Footfalls.Contact(Limb.LH, (m + on) * stride, (m + off) * stride));
        }
        GroundTrack track = new GroundTrack(t, x, 1, 1 / SyntheticHoof.RATE);
        return HoofEvents.in(track, Limb.LH, contacts, stride).strides().stream()
                .filter(s -> s.on() > 1.5 * stride && s.on() < 2.5 * stride)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesAMomentsHaltInTheSwingForNoStance() {
        // Of 0.14 s, which the filter shortens to less than 0.12 of the stride; had it counted, the
        // hoof would leave the ground after it, nearer to when the fold expects it to.
        HoofEvents.Stride usual = third(u -> u < 0.5 ? 0 : 2, 0, 0.64);
        HoofEvents.Stride halted = third(u -> u < 0.5 || u > 0.58 && u < 0.72 ? 0 : 2, 0, 0.64);

        assertThat(usual.off()).isCloseTo(2.5, within(0.03));
        assertThat(halted.off()).isCloseTo(2.5, within(0.05));
    }

    @Test
    void takesAHaltOfAFifthOfTheStrideForAStance() {
        DoubleUnaryOperator twoSteps = u -> u < 0.5 || u > 0.58 && u < 0.76 ? 0 : 2;

        // Of two landings or liftings within reach the one nearer to the fold's.
        assertThat(third(twoSteps, 0, 0.55).off()).isCloseTo(2.5, within(0.05));
        assertThat(third(twoSteps, 0, 0.67).off()).isCloseTo(2.76, within(0.05));
        // In a shorter stride a shorter stance counts.
        DoubleUnaryOperator longer = u -> u < 0.5 || u > 0.55 && u < 0.77 ? 0 : 2;
        assertThat(third(0.7, longer, 0, 0.68).off()).isCloseTo(2.77 * 0.7, within(0.05));
        assertThat(third(twoSteps, -0.17, 0.5).nextOn()).isCloseTo(3, within(0.05));
    }

    @Test
    void letsAHoofSlideALittleBeforeItLeaves() {
        // At 0.4 of the horse's speed: more than where a stance begins, less than where it ends.
        HoofEvents.Stride sliding =
                third(u -> u < 0.2 ? 0 : u < 0.42 ? 0.4 : u < 0.5 ? 0 : 2, 0, 0.36);

        assertThat(sliding.off()).isCloseTo(2.5, within(0.08));
    }

    private static List<Footfalls.Contact> later(List<Footfalls.Contact> contacts, double by) {
        return contacts.stream()
                .map(c -> new Footfalls.Contact(c.limb(), c.on() + by, c.off() + by))
                .toList();
    }

    @Test
    void findsNothingOfALimbThatIsNotSeen() {
        HoofEvents.FoundStrides events =
                HoofEvents.in(clean(TROT, 4), Limb.RF, TROT.contacts(4), 1 / 1.35);

        assertThat(events.strides()).isEmpty();
        assertThat(events.filledShare()).isZero();
    }

    private static GroundTrack clean(SyntheticHoof hoof, double seconds) {
        return hoof.track(seconds, 0, new Random(0));
    }

    private static List<HoofEvents.Stride> strides(
            GroundTrack track, SyntheticHoof hoof, double seconds) {
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
