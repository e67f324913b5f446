package io.barnhand.gait.operators.synthetic;

import java.util.Arrays;

/** A quantity over one stride, densely and evenly sampled; periodic. */
final class StrideCurve {

    static final int SAMPLES = 3600;

    private static final double[] COSINE = new double[SAMPLES];
    private static final double[] SINE = new double[SAMPLES];

    static {
        for (int i = 0; i < SAMPLES; i++) {
            COSINE[i] = Math.cos(2 * Math.PI * i / SAMPLES);
            SINE[i] = Math.sin(2 * Math.PI * i / SAMPLES);
        }
    }

    private final double[] values;

    /**
     * @param values {@code [SAMPLES]}
     */
    StrideCurve(double[] values) {
        this.values = values;
    }

    double range() {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }

    /** The curve with mean and the given number of harmonics. */
    StrideCurve harmonics(int count) {
        double[] sum = new double[SAMPLES];
        Arrays.fill(sum, Arrays.stream(values).average().orElseThrow());
        for (int h = 1; h <= count; h++) {
            double[] component = component(h);
            for (int i = 0; i < SAMPLES; i++) {
                int turn = h * i % SAMPLES;
                sum[i] += component[0] * COSINE[turn] + component[1] * SINE[turn];
            }
        }
        return new StrideCurve(sum);
    }

    /** Of one harmonic. */
    double amplitude(int harmonic) {
        double[] component = component(harmonic);
        return Math.hypot(component[0], component[1]);
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[SAMPLES / 2 - 1] + sorted[SAMPLES / 2]);
    }

    /** Sample number of the lowest value within a quarter stride of a place. */
    int lowestAround(double cycle) {
        int middle = (int) Math.round(cycle * SAMPLES);
        int lowest = middle;
        for (int i = middle - SAMPLES / 4; i <= middle + SAMPLES / 4; i++) {
            lowest = at(i) < at(lowest) ? i : lowest;
        }
        return lowest;
    }

    /** Largest value in the half stride up to a sample. */
    double highestBefore(int sample) {
        double highest = at(sample);
        for (int i = sample - SAMPLES / 2; i < sample; i++) {
            highest = Math.max(highest, at(i));
        }
        return highest;
    }

    double at(int sample) {
        return values[Math.floorMod(sample, SAMPLES)];
    }

    private double[] component(int harmonic) {
        double[] component = new double[2];
        for (int i = 0; i < SAMPLES; i++) {
            int turn = harmonic * i % SAMPLES;
            component[0] += 2 * values[i] * COSINE[turn] / SAMPLES;
            component[1] += 2 * values[i] * SINE[turn] / SAMPLES;
        }
        return component;
    }
}
