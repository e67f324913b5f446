package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;
import java.util.SplittableRandom;

/** Draws from a seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    Noise noise() {
        return new Noise(random.nextLong());
    }

    /** A colour near the given one: lighter or darker, and a little off in hue. */
    Rgb near(double r, double g, double b) {
        double tone = between(0.7, 1.35);
        return Rgb.of(
                Math.min(0.9, r * tone * between(0.92, 1.08)),
                Math.min(0.9, g * tone * between(0.92, 1.08)),
                Math.min(0.9, b * tone * between(0.92, 1.08)));
    }

    /** Any colour of paint or cloth. */
    Rgb paint() {
        return switch (between(0, 9)) {
            case 0 -> near(0.55, 0.05, 0.04);
            case 1 -> near(0.04, 0.12, 0.42);
            case 2 -> near(0.04, 0.22, 0.09);
            case 3 -> near(0.7, 0.5, 0.05);
            case 4 -> near(0.65, 0.65, 0.63);
            case 5 -> near(0.03, 0.03, 0.035);
            case 6 -> near(0.2, 0.1, 0.05);
            case 7 -> near(0.32, 0.24, 0.15);
            case 8 -> near(0.25, 0.06, 0.22);
            default -> near(0.2, 0.2, 0.22);
        };
    }

    /** Any colour of wood: raw, stained, weathered, painted. */
    Rgb wood() {
        return switch (between(0, 6)) {
            case 0 -> near(0.42, 0.27, 0.14);
            case 1 -> near(0.26, 0.14, 0.07);
            case 2 -> near(0.13, 0.07, 0.04);
            case 3 -> near(0.27, 0.25, 0.22);
            case 4 -> near(0.62, 0.6, 0.55);
            case 5 -> near(0.07, 0.14, 0.09);
            default -> near(0.34, 0.2, 0.1);
        };
    }
}
