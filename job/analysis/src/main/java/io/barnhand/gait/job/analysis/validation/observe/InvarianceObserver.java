package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Compares what is measured of a track with what is measured of the same track seen otherwise, and
 * the strides of a track with those of its halves.
 */
public final class InvarianceObserver {

    public static final String CONDITION = "invariance";
    public static final String SPLIT_WINDOW = "split_window";

    /** Share of the strides away from the cut that the halves do not have. */
    public static final String STRIDES_LOST = "strides_lost";

    static final String GAIT_CLASS = "gait_class";
    private static final String PHASE = "limb_phase_";

    private static final double SECONDS = 8;
    private static final double SHARE = 0.05;
    private static final int FEWEST = 2;

    private final SyntheticGait gait;
    private final int run;
    private final List<Observation> observations = new ArrayList<>();

    private InvarianceObserver(SyntheticGait gait, int run) {
        this.gait = gait;
        this.run = run;
    }

    static int runs(int asked) {
        return Math.max(FEWEST, (int) Math.round(SHARE * asked));
    }

    /** Deviations; the text is {@code alteration metric}. */
    static List<Observation> observe(SyntheticGait model, int run, long seed) {
        long own = SyntheticHorse.seed(seed, run);
        InvarianceObserver observer = new InvarianceObserver(model.varied(own), run);
        SyntheticView side =
                SyntheticHorse.fromTheSide(
                        SyntheticView.SIDE.seconds(SECONDS).seed(own), observer.gait);
        observer.observe(SyntheticTrack.of(observer.gait, run % 2 == 0 ? side : side.toLeft()));
        return observer.observations;
    }

    private void observe(List<HorsePose> poses) {
        PassMeasurement uncut = GaitStage.pass(poses);
        for (Alteration alteration : Alteration.values()) {
            compare(alteration, uncut.record(), GaitStage.pass(alteration.of(poses)).record());
        }
        int middle = poses.size() / 2;
        List<StrideRecord> halves =
                Stream.of(poses.subList(0, middle), poses.subList(middle, poses.size()))
                        .flatMap(half -> GaitStage.pass(half).strides().stream())
                        .toList();
        compareStrides(uncut.strides(), halves, poses.get(middle).timeUs());
    }

    private void compare(Alteration alteration, GaitRecord record, GaitRecord altered) {
        boolean sameClass = altered.gait().name().equals(alteration.gait(record.gait().name()));
        add(alteration.key(), GAIT_CLASS, sameClass ? 0 : 1);
        comparePhases(alteration, record, altered);
        Map<String, Metric> others = Given.metrics(altered);
        Given.metrics(record)
                .forEach(
                        (name, metric) -> {
                            if (!name.startsWith(PHASE)) {
                                Metric other = others.get(alteration.metric(name));
                                double sign = alteration.sign(name);
                                add(alteration.key(), name, deviation(name, metric, other, sign));
                            }
                        });
    }

    /** From limb to limb: what phases count from may be another limb in a mirror. */
    private void comparePhases(Alteration alteration, GaitRecord record, GaitRecord altered) {
        Map<String, Metric> others = Given.metrics(altered);
        Map<String, Metric> own = Given.metrics(record);
        for (Limb limb : Limb.values()) {
            Double[] phases = {
                own.get(phase(limb)).value(),
                own.get(phase(Limb.LH)).value(),
                others.get(alteration.metric(phase(limb))).value(),
                others.get(alteration.metric(phase(Limb.LH))).value()
            };
            boolean known = Arrays.stream(phases).allMatch(Objects::nonNull);
            boolean unknown = Arrays.stream(phases).allMatch(Objects::isNull);
            double deviation =
                    known
                            ? Math.abs(
                                    Circular.signed(phases[0] - phases[1] - phases[2] + phases[3]))
                            : unknown ? 0 : Double.POSITIVE_INFINITY;
            add(alteration.key(), phase(limb), deviation);
        }
    }

    private static String phase(Limb limb) {
        return PHASE + limb.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Relative to the value, or absolute below 1; infinite where only one was given. Advanced
     * placements go round with the stride.
     */
    private static double deviation(String name, Metric one, Metric other, double sign) {
        if (one.value() == null || other.value() == null) {
            boolean neither = one.value() == null && other.value() == null;
            return neither ? 0 : Double.POSITIVE_INFINITY;
        }
        double change = one.value() - sign * other.value();
        boolean goesRound = name.equals("lap") || name.equals("dap");
        return Math.abs(goesRound ? Circular.signed(change) : change)
                / Math.max(1, Math.abs(one.value()));
    }

    private void compareStrides(List<StrideRecord> uncut, List<StrideRecord> halves, long cutUs) {
        long strideUs = Math.round(1e6 / gait.frequency());
        double worst = 0;
        int away = 0;
        int lost = 0;
        for (StrideRecord stride : uncut) {
            // A stride that the cut runs through, and its neighbours, whose ends are its edges.
            if (stride.onUs() - strideUs < cutUs && cutUs < stride.nextOnUs() + strideUs) {
                continue;
            }
            away++;
            double deviation =
                    halves.stream()
                            .filter(other -> other.limb().equals(stride.limb()))
                            .mapToDouble(other -> deviationS(stride, other))
                            .min()
                            .orElse(Double.POSITIVE_INFINITY);
            if (deviation < 0.25 / gait.frequency()) {
                worst = Math.max(worst, deviation);
            } else {
                lost++;
            }
        }
        add(SPLIT_WINDOW, "events_s", worst);
        add(SPLIT_WINDOW, STRIDES_LOST, away == 0 ? 0 : (double) lost / away);
    }

    /** The larger one of on and off, s. */
    private static double deviationS(StrideRecord one, StrideRecord other) {
        return 1e-6
                * Math.max(
                        Math.abs(one.onUs() - other.onUs()), Math.abs(one.offUs() - other.offUs()));
    }

    private void add(String alteration, String metric, double deviation) {
        observations.add(
                Observation.bare(
                        run,
                        gait.name(),
                        ValidatedQuantity.DEVIATION,
                        0,
                        deviation,
                        alteration + " " + metric));
    }
}
