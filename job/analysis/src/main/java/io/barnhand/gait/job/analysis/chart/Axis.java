package io.barnhand.gait.job.analysis.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis with ticks at multiples of a step.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from px
 * @param to px
 * @param step between ticks
 */
record Axis(double low, double high, double from, double to, double step) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /** From one value to another, with about as many ticks as wanted. */
    static Axis of(double low, double high, double from, double to, int ticks) {
        return new Axis(low, high, from, to, step(high - low, ticks));
    }

    /** From tick to tick, so that it holds both values; never empty. */
    static Axis round(double low, double high, double from, double to, int ticks) {
        double span = high > low ? high - low : Math.max(1e-3, Math.abs(low));
        double step = step(span, ticks);
        double down = Math.floor(low / step) * step;
        double up = Math.ceil(high / step) * step;
        return new Axis(down, up > down ? up : down + step, from, to, step);
    }

    double px(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double last = Math.floor(high / step + 1e-9);
        for (double k = Math.ceil(low / step - 1e-9); k <= last; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** A tick's value without needless digits. */
    String label(double tick) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        String text = String.format(Locale.ROOT, "%." + digits + "f", tick == 0 ? 0 : tick);
        return text.replace('-', '\u2212');
    }

    private static double step(double span, int ticks) {
        double raw = span / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * power >= raw * 0.999) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
