package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.job.simulation.HorseTruth.ClipLimbTruth;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is true of a horse that moves over a part of a clip. From the footfalls of that part where
 * there are enough of them, else the values of the complete clip; the speed is always that of the
 * complete clip.
 */
final class SpanTruth {

    private final HorseTruth horse;
    private final double fromUs;
    private final double toUs;

    /**
     * @param fromUs begin of the part, µs from the clip's first frame
     * @param toUs its end, later
     */
    SpanTruth(HorseTruth horse, double fromUs, double toUs) {
        this.horse = horse;
        this.fromUs = fromUs;
        this.toUs = toUs;
    }

    /** Strides over time, mean over the limbs that touch down at least twice in the clip, Hz. */
    double frequency() {
        return horse.limbs().values().stream()
                .map(ClipLimbTruth::hoofOnUs)
                .filter(on -> on.size() > 1)
                .mapToDouble(on -> 1e6 * (cycle(on, toUs) - cycle(on, fromUs)) / (toUs - fromUs))
                .average()
                .orElse(horse.strideFrequencyHz());
    }

    /** BL/s. */
    double speed() {
        return horse.speedBlS();
    }

    /** BL. */
    double strideLength() {
        return speed() / frequency();
    }

    /** Touch-down after that of the reference limb, circular mean, share of the stride, 0..1. */
    double phase(Limb limb, Limb reference) {
        List<Long> beats = horse.limbs().get(reference).hoofOnUs();
        double sin = 0;
        double cos = 0;
        int n = 0;
        for (long on : horse.limbs().get(limb).hoofOnUs()) {
            boolean between =
                    beats.size() > 1 && on >= beats.get(0) && on < beats.get(beats.size() - 1);
            if (between && within(on)) {
                double turn = 2 * Math.PI * cycle(beats, on);
                sin += Math.sin(turn);
                cos += Math.cos(turn);
                n++;
            }
        }
        double nominal = horse.limbs().get(limb).phase() - horse.limbs().get(reference).phase();
        return n == 0 ? nominal - Math.floor(nominal) : Circular.mean(sin, cos);
    }

    /** Share of the stride that a hoof stands, mean over the strides of the part, 0..1. */
    double dutyFactor(Limb limb) {
        ClipLimbTruth own = horse.limbs().get(limb);
        double sum = 0;
        int n = 0;
        for (int i = 0; i + 1 < own.hoofOnUs().size(); i++) {
            long on = own.hoofOnUs().get(i);
            long next = own.hoofOnUs().get(i + 1);
            OptionalDouble off =
                    own.hoofOffUs().stream()
                            .filter(time -> time > on && time <= next)
                            .mapToDouble(time -> time)
                            .findFirst();
            if (within(on) && within(next) && off.isPresent()) {
                sum += (off.getAsDouble() - on) / (next - on);
                n++;
            }
        }
        return n == 0 ? own.dutyFactor() : sum / n;
    }

    /** The true touch-down next to a time, µs; empty where the clip has none of that limb. */
    OptionalDouble nearestHoofOn(Limb limb, double timeUs) {
        return horse.limbs().get(limb).hoofOnUs().stream()
                .min((a, b) -> Double.compare(Math.abs(a - timeUs), Math.abs(b - timeUs)))
                .map(on -> OptionalDouble.of(on))
                .orElse(OptionalDouble.empty());
    }

    private boolean within(double timeUs) {
        return timeUs >= fromUs && timeUs <= toUs;
    }

    /**
     * Strides since the first of at least two touch-downs; continues evenly beyond the last ones.
     */
    private static double cycle(List<Long> on, double timeUs) {
        int i = 0;
        while (i < on.size() - 2 && on.get(i + 1) <= timeUs) {
            i++;
        }
        return i + (timeUs - on.get(i)) / (on.get(i + 1) - on.get(i));
    }
}
