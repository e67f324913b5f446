package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One hoof that stands and swings by a rule: on the ground from {@code (m + phase)/f} for {@code
 * duty/f}, then a smoothstep over one stride length.
 */
public record SyntheticHoof(double frequency, double speed, double phase, double duty) {

    static final double RATE = 30;

    double on(int stride) {
        return (stride + phase) / frequency;
    }

    double off(int stride) {
        return (stride + phase + duty) / frequency;
    }

    /** The contacts whose times on the ground touch a span, as a perfect fold would give them. */
    List<Footfalls.Contact> contacts(double seconds) {
        List<Footfalls.Contact> contacts = new ArrayList<>();
        for (int m = -2; on(m) < seconds; m++) {
            if (off(m) > 0) {
                contacts.add(new Footfalls.Contact(Limb.LH, on(m), off(m)));
            }
        }
        return contacts;
    }

    /** Place over the ground, BL. */
    public double x(double t) {
        double cycle = frequency * t - phase;
        double m = Math.floor(cycle);
        double u = cycle - m;
        double w = Math.max(0, (u - duty) / (1 - duty));
        return speed / frequency * (m + w * w * (3 - 2 * w));
    }

    /** A track of this hoof as the left hind one; the other limbs are not seen. */
    GroundTrack track(double seconds, double noise, Random random) {
        int n = (int) Math.round(seconds * RATE);
        double[] t = new double[n];
        double[][] x = new double[Limb.COUNT][n];
        for (int i = 0; i < n; i++) {
            t[i] = i / RATE;
            for (double[] other : x) {
                other[i] = Double.NaN;
            }
            x[Limb.LH.ordinal()][i] = x(t[i]) + noise * random.nextGaussian();
        }
        return new GroundTrack(t, x, speed, 1 / RATE);
    }
}
