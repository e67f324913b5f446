package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.LimbTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stances, strides and speed of a synthetic horse. */
final class FootfallTruth {

    private final SyntheticGait gait;
    private final SyntheticMotion motion;
    private final double seconds;

    FootfallTruth(SyntheticGait gait, SyntheticView view) {
        this.gait = gait;
        motion = SyntheticMotion.of(gait, view);
        seconds = view.seconds();
    }

    double frequency() {
        return (motion.cycleAt(seconds) - motion.cycleAt(0)) / seconds;
    }

    double speed() {
        return (motion.travelled(seconds) - motion.travelled(0)) / seconds;
    }

    double strideCv() {
        double[] durations = durations(motion::timeAt);
        double mean = Arrays.stream(durations).average().orElse(0);
        double squares = Arrays.stream(durations).map(d -> (d - mean) * (d - mean)).sum();
        return durations.length < 2 ? 0 : Math.sqrt(squares / (durations.length - 1)) / mean;
    }

    List<LimbTimes> limbs() {
        return Arrays.stream(Limb.values()).map(this::limb).toList();
    }

    double lap() {
        double mean =
                circularMean(
                        gait.phase(Limb.LF) - gait.phase(Limb.LH),
                        gait.phase(Limb.RF) - gait.phase(Limb.RH));
        return mean - Math.floor(mean);
    }

    double dap() {
        return circularMean(
                gait.phase(Limb.RF) - gait.phase(Limb.LH),
                gait.phase(Limb.LF) - gait.phase(Limb.RH));
    }

    /** Share of the stride with 0..4 limbs on the ground, exact. */
    List<Double> support() {
        List<Double> changes = new ArrayList<>(List.of(0.0, 1.0));
        for (Limb limb : Limb.values()) {
            changes.add(share(gait.phase(limb)));
            changes.add(share(gait.phase(limb) + gait.duty(limb)));
        }
        changes.sort(null);
        Double[] support = {0.0, 0.0, 0.0, 0.0, 0.0};
        for (int i = 1; i < changes.size(); i++) {
            double middle = 0.5 * (changes.get(i - 1) + changes.get(i));
            long standing =
                    Arrays.stream(Limb.values())
                            .filter(l -> share(middle - gait.phase(l)) < gait.duty(l))
                            .count();
            support[(int) standing] += changes.get(i) - changes.get(i - 1);
        }
        return List.of(support);
    }

    private LimbTimes limb(Limb limb) {
        List<Double> on = within(n -> motion.hoofOn(limb, n));
        List<Double> off = within(n -> motion.hoofOff(limb, n));
        double[] strides = durations(n -> motion.hoofOn(limb, n));
        double stance = stance(limb);
        double stride = Arrays.stream(strides).average().orElse(1 / gait.frequency());
        return new LimbTimes(
                on,
                off,
                Arrays.stream(strides).boxed().toList(),
                share(gait.phase(limb) - gait.phase(gait.reference())),
                stance / stride,
                stance,
                stride - stance);
    }

    /** Mean over the limb's strides that lie completely in the span. */
    private double stance(Limb limb) {
        List<Double> on = within(n -> motion.hoofOn(limb, n));
        List<Double> off = within(n -> motion.hoofOff(limb, n));
        int before = !off.isEmpty() && !on.isEmpty() && off.get(0) < on.get(0) ? 1 : 0;
        double sum = 0;
        for (int i = 0; i + 1 < on.size(); i++) {
            sum += off.get(i + before) - on.get(i);
        }
        return on.size() < 2 ? gait.duty(limb) / gait.frequency() : sum / (on.size() - 1);
    }

    private double[] durations(StrideEvent event) {
        List<Double> times = within(event);
        double[] durations = new double[Math.max(0, times.size() - 1)];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = times.get(i + 1) - times.get(i);
        }
        return durations;
    }

    private List<Double> within(StrideEvent event) {
        List<Double> times = new ArrayList<>();
        int last = (int) Math.ceil(motion.cycleAt(seconds)) + 1;
        for (int stride = (int) motion.cycleAt(0) - 2; stride <= last; stride++) {
            double t = event.inStride(stride);
            if (t >= 0 && t <= seconds) {
                times.add(t);
            }
        }
        return times;
    }

    private static double circularMean(double a, double b) {
        double x = Math.cos(2 * Math.PI * a) + Math.cos(2 * Math.PI * b);
        double y = Math.sin(2 * Math.PI * a) + Math.sin(2 * Math.PI * b);
        return Math.atan2(y, x) / (2 * Math.PI);
    }

    private static double share(double cycle) {
        return cycle - Math.floor(cycle);
    }

    /** Time of something that happens once per stride, s. */
    private interface StrideEvent {
        double inStride(int stride);
    }
}
