package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.synthetic.SyntheticView.Swing;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How the horses of some cells move and are filmed.
 *
 * @param name in file names
 * @param says what, for readers
 * @param intervals whether the model behind them holds
 * @param scope what is observed
 * @param horses how they are drawn
 * @param gaits the gaits it is tried on
 * @param share of the runs that are asked for; the long tracks and what is only reported have less
 * @param filming of a horse
 */
public record Condition(
        String name,
        String says,
        IntervalModel intervals,
        Scope scope,
        Horses horses,
        List<SyntheticGait> gaits,
        double share,
        Filming filming) {

    /** Whether the model behind the intervals of precision holds. */
    public enum IntervalModel {
        /** It holds: coverage must reach its bound. */
        UNBIASED,
        /** Something biases the estimate, which no interval of precision can know. */
        BIASED,
        /** Intervals are not asked for. */
        OTHER
    }

    /** What is observed of a pass. */
    enum Scope {
        /** Gait, frequency and phases. */
        CLASS,
        /** Every metric of the record. */
        RECORD,
        /** The record, and every hoof event. */
        EVENTS
    }

    /** How horses of a gait are drawn. */
    enum Horses {
        /** Frequency, duty factor and phases from the published ranges. */
        PUBLISHED_RANGES {
            @Override
            SyntheticGait draw(SyntheticGait model, long seed) {
                return model.varied(seed);
            }
        },
        /** Around the model: phases ±.05, duty factor ±.04, frequency ±12 %. */
        AROUND_THE_MODEL {
            @Override
            SyntheticGait draw(SyntheticGait model, long seed) {
                return model.perturbed(seed, 0.05, 0.04, 0.12);
            }
        };

        abstract SyntheticGait draw(SyntheticGait model, long seed);
    }

    /** The view of a horse, from a still one of 4 s at 30 frames per second. */
    interface Filming {
        SyntheticView of(SyntheticView side, SyntheticGait gait, SplittableRandom random);
    }

    public static final String WHITE_1 = "white-1";
    public static final String WHITE_2 = "white-2";
    public static final String PERTURBED = "perturbed";
    public static final String PERTURBED_FAULTS = "perturbed-faults";
    public static final String MIX = "mix";

    /** Enough for 25 strides and the margins at the slowest trot, s. */
    public static final double LONG_TROT_SECONDS = 23;

    private static final double LONG_SECONDS = 20;
    private static final double STRIDES_FOR_VARIATION = 25;
    private static final double MEMORY = 0.7;
    private static final double REPORTED = 0.25;
    private static final double SAMPLED = 0.125;

    /** To put exchanged limbs back takes ten times as long as the rest. */
    private static final double SLOW = 0.5;

    private static final List<SyntheticGait> ALL = List.of(SyntheticGait.ALL);

    int runs(int asked) {
        return Math.max(1, (int) Math.round(share * asked));
    }

    public static List<Condition> all() {
        return List.of(
                unbiased(WHITE_1, "white noise 1 %", Scope.EVENTS, 0.01, 0),
                unbiased(WHITE_2, "white noise 2 %", Scope.EVENTS, 0.02, 0),
                unbiased("ar-1", "noise 1 % with memory .7", Scope.RECORD, 0.01, MEMORY),
                longTrot("long-trot-1", "white noise 1 %", 0.01, 0),
                longTrot("long-trot-2", "white noise 2 %", 0.02, 0),
                longTrot("long-trot-ar", "noise 1 % with memory .7", 0.01, MEMORY),
                variation("variation-1", "white noise 1 %", 0.01, 0),
                variation("variation-2", "white noise 2 %", 0.02, 0),
                variation("variation-ar", "noise 1 % with memory .7", 0.01, MEMORY),
                biased("soft-1", "soft swing, noise 1 %", (v, g, r) -> v.swing(Swing.SOFT)),
                biased(
                        "soft-2",
                        "soft swing, noise 2 %",
                        (v, g, r) -> v.swing(Swing.SOFT).noise(0.02)),
                biased("drag-1", "third swing, noise 1 %", (v, g, r) -> v.swing(Swing.DRAG)),
                biased(
                        "drag-2",
                        "third swing, noise 2 %",
                        (v, g, r) -> v.swing(Swing.DRAG).noise(0.02)),
                biased("locked-bias", "stride-locked bias .5 %", (v, g, r) -> v.strideBias(0.005)),
                biased("cv-1", "stride CV 2 %, noise 1 %", (v, g, r) -> v.strideCv(0.02)),
                biased(
                        "cv-2",
                        "stride CV 2 %, noise 2 %",
                        (v, g, r) -> v.strideCv(0.02).noise(0.02)),
                biased("far-noise", "far limbs twice as noisy", (v, g, r) -> v.farNoise(2)),
                biased("jitter", "frame times ±5 ms", (v, g, r) -> v.faults(5, 0, 0, 0)),
                biased("drops", "5 % of keypoints missing", (v, g, r) -> v.faults(0, 0.05, 0, 0)),
                biased(
                        "swaps",
                        "5 % of frames with exchanged limbs",
                        (v, g, r) -> v.swapShare(.05)),
                biased(
                        "oblique",
                        "path 20° out of the picture",
                        (v, g, r) -> v.receding(v.distance(), 20, 0)),
                biased("near-camera", "camera 8 BL away", (v, g, r) -> v.receding(8, 0, 0)),
                biased("fps-15", "15 frames per second", (v, g, r) -> v.fps(15)),
                biased("fps-25", "25 frames per second", (v, g, r) -> v.fps(25)),
                biased("fps-60", "60 frames per second", (v, g, r) -> v.fps(60)),
                panned("pan-1", "panning camera, noise 1 %", 0.01),
                panned("pan-2", "panning camera, noise 2 %", 0.02),
                noise("noise-0", 0),
                noise("noise-05", 0.005),
                noise("noise-15", 0.015),
                classes("faults-1", "5 % swaps and drops, noise 1 %", 0.01),
                classes("faults-2", "5 % swaps and drops, noise 2 %", 0.02),
                new Condition(
                        PERTURBED,
                        "phases ±.05, duty factor ±.04, frequency ±12 %",
                        IntervalModel.OTHER,
                        Scope.CLASS,
                        Horses.AROUND_THE_MODEL,
                        ALL,
                        1,
                        (v, g, r) -> v),
                new Condition(
                        PERTURBED_FAULTS,
                        "the same with 5 % swaps and drops",
                        IntervalModel.OTHER,
                        Scope.CLASS,
                        Horses.AROUND_THE_MODEL,
                        ALL,
                        REPORTED,
                        (v, g, r) -> withFaults(v)),
                new Condition(
                        MIX,
                        "anything from good to bad",
                        IntervalModel.OTHER,
                        Scope.CLASS,
                        Horses.PUBLISHED_RANGES,
                        ALL,
                        SLOW,
                        Condition::anything));
    }

    private static Condition unbiased(
            String name, String says, Scope scope, double noise, double memory) {
        return new Condition(
                name,
                says,
                IntervalModel.UNBIASED,
                scope,
                Horses.PUBLISHED_RANGES,
                ALL,
                1,
                (v, g, r) -> v.noise(noise).noiseMemory(memory));
    }

    /** Every horse has its own asymmetry of head and tail root. */
    private static Condition longTrot(String name, String says, double noise, double memory) {
        return new Condition(
                name,
                "trot of 23 s, " + says,
                IntervalModel.UNBIASED,
                Scope.RECORD,
                Horses.PUBLISHED_RANGES,
                List.of(SyntheticGait.TROT),
                1,
                (v, g, r) ->
                        SyntheticHorse.fromTheSide(v.seconds(LONG_TROT_SECONDS), g)
                                .noise(noise)
                                .noiseMemory(memory)
                                .headAsymmetry(r.nextDouble(0.02), r.nextDouble(2 * Math.PI))
                                .tailAsymmetry(r.nextDouble(0.01), r.nextDouble(2 * Math.PI)));
    }

    private static Condition variation(String name, String says, double noise, double memory) {
        return new Condition(
                name,
                "25 strides or 20 s with 2 % CV, " + says,
                IntervalModel.UNBIASED,
                Scope.RECORD,
                Horses.PUBLISHED_RANGES,
                ALL,
                REPORTED,
                (v, g, r) ->
                        SyntheticHorse.fromTheSide(v.seconds(secondsForVariation(g)), g)
                                .strideCv(0.02)
                                .noise(noise)
                                .noiseMemory(memory));
    }

    private static double secondsForVariation(SyntheticGait gait) {
        return Math.max(LONG_SECONDS, STRIDES_FOR_VARIATION / gait.frequency());
    }

    private static Condition biased(String name, String says, Filming filming) {
        return new Condition(
                name,
                says,
                IntervalModel.BIASED,
                Scope.RECORD,
                Horses.PUBLISHED_RANGES,
                ALL,
                REPORTED,
                filming);
    }

    /** The camera follows the horse, or goes half as fast. */
    private static Condition panned(String name, String says, double noise) {
        return new Condition(
                name,
                says,
                IntervalModel.OTHER,
                Scope.RECORD,
                Horses.PUBLISHED_RANGES,
                ALL,
                REPORTED,
                (v, g, r) -> v.noise(noise).pan(r.nextBoolean() ? 1 : 0.5));
    }

    private static Condition noise(String name, double noise) {
        return new Condition(
                name,
                "white noise",
                IntervalModel.OTHER,
                Scope.RECORD,
                Horses.PUBLISHED_RANGES,
                ALL,
                SAMPLED,
                (v, g, r) -> v.noise(noise));
    }

    private static Condition classes(String name, String says, double noise) {
        return new Condition(
                name,
                says,
                IntervalModel.OTHER,
                Scope.CLASS,
                Horses.PUBLISHED_RANGES,
                ALL,
                SLOW,
                (v, g, r) -> withFaults(v.noise(noise)));
    }

    private static SyntheticView withFaults(SyntheticView view) {
        return view.faults(0, 0.05, 0, 0).swapShare(0.05);
    }

    private static SyntheticView anything(
            SyntheticView view, SyntheticGait gait, SplittableRandom random) {
        double drop = random.nextBoolean() ? random.nextDouble(0.4) : 0;
        double swaps = random.nextBoolean() ? random.nextDouble(0.3) : 0;
        double heading = random.nextBoolean() ? random.nextDouble(45) : 0;
        return view.noise(random.nextDouble(0.01, 0.06))
                .seconds(random.nextDouble(1.5, 6))
                .faults(0, drop, 0, 0)
                .swapShare(swaps)
                .receding(view.distance(), heading, 0);
    }

    public static Condition named(String name) {
        return all().stream()
                .filter(condition -> condition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no condition " + name));
    }
}
