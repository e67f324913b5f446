package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;
import java.util.Random;

/** Synthetic noise and sampling times. */
final class SyntheticNoise {

    private SyntheticNoise() {}

    /**
     * Stationary noise whose correlation over Δt is {@code memory^(Δt / period)}, drawn exactly at
     * any times.
     */
    static double[] at(double[] t, double sd, double memory, double period, Random random) {
        double[] noise = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            double r = i == 0 ? 0 : Math.pow(memory, (t[i] - t[i - 1]) / period);
            double before = i == 0 ? 0 : noise[i - 1];
            noise[i] = r * before + sd * Math.sqrt(1 - r * r) * random.nextGaussian();
        }
        return noise;
    }

    /** {@code [n]} times of frames at a rate, s. */
    static double[] frames(int n, double rate) {
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = i / rate;
        }
        return t;
    }

    /** The same with every third frame missing and the others up to a fifth of a frame late. */
    static double[] irregular(int n, double rate, Random random) {
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = (i + i / 2 + 0.2 * random.nextDouble()) / rate;
        }
        return t;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double sd(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
