package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;

/**
 * Where each hoof is over the ground, BL: the way of the trunk plus the hoof's excursion from it.
 * Both are divided by the body length of their moment, so that a horse that recedes or turns a
 * little leaves its standing hooves where they are. Where the camera moves, or the ground does
 * under a horse on a treadmill, the drift of the standing hooves is taken off.
 *
 * @param t {@code [n]} s
 * @param x {@code [4][n]} BL in the order of {@link Limb}, ascending in the direction the horse
 *     faces; NaN where not seen
 * @param speed over that ground, BL/s
 * @param period nominal frame distance, s
 */
public record GroundTrack(double[] t, double[][] x, double speed, double period) {

    /**
     * @param drift velocity of the standing hooves in the picture, BL/s; 0 for a static camera
     */
    public static GroundTrack of(HoofSignals hooves, Speed way, double drift) {
        int n = hooves.frames();
        double[][] x = new double[Limb.COUNT][n];
        for (int l = 0; l < Limb.COUNT; l++) {
            for (int i = 0; i < n; i++) {
                x[l][i] = hooves.excursion()[l][i] + way.way()[i] - drift * hooves.t()[i];
            }
        }
        return new GroundTrack(hooves.t(), x, way.value() - drift, hooves.period());
    }

    /**
     * The hoof as its fold has it, at the times at which it was seen: still while it stands, and
     * from stand to stand by the fold's swing.
     *
     * @param contacts of the limb, ascending
     */
    GroundTrack folded(List<Footfalls.Contact> contacts, Limb limb) {
        double[] seen = x[limb.ordinal()];
        double[] model = new double[seen.length];
        Arrays.fill(model, Double.NaN);
        double place = 0;
        for (int k = 0; k + 1 < contacts.size(); k++) {
            Footfalls.Contact from = contacts.get(k);
            Footfalls.Contact to = contacts.get(k + 1);
            double length = speed * (to.on() - from.on());
            for (int i = 0; i < t.length && t[i] < to.off(); i++) {
                if (t[i] >= from.on() && !Double.isNaN(seen[i])) {
                    double w = (t[i] - from.off()) / (to.on() - from.off());
                    double share = Math.min(1, Math.max(0, w));
                    model[i] = place + length * share * share * (3 - 2 * share);
                }
            }
            place += length;
        }
        double[][] all = new double[Limb.COUNT][];
        all[limb.ordinal()] = model;
        return new GroundTrack(t, all, speed, period);
    }
}
