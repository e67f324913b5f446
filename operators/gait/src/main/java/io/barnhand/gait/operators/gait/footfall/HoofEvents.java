package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.Pchip;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.numeric.ZeroLagFilter;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Single hoof-on and hoof-off events of one limb, from its speed over the ground (gait reference,
 * section 2.4).
 *
 * <ol>
 *   <li>The hoof's place is put on an even grid of the nominal frame rate. Holes of at most a tenth
 *       of the stride are filled by a shape-keeping cubic; nothing is extrapolated.
 *   <li>Zero-lag low-pass at five cycles a stride, 4.5–9 Hz, then its derivative. Lower would blur
 *       landing; but at a slow walk 9 Hz let noise through that exceeds the thresholds.
 *   <li>Hysteresis relative to the horse's speed: a stance begins below 0.30 v and ends above 0.45
 *       v; runs shorter than 0.12 of a stride are no change.
 *   <li>The time is where the speed crosses 0.375 v, between two frames. Events within 0.12 s of an
 *       end of what was seen, and events whose frames were filled in, are dropped.
 *   <li>The {@linkplain Footfalls folds} say how many there must be: of each contact one hoof-on
 *       and one hoof-off, within a quarter of a stride of the fold's.
 *   <li>Filter, threshold and frame rate make every event early or late by what they do to the
 *       folded stride; that is taken off.
 * </ol>
 *
 * <p>Precision at 30 fps and 1–2 % noise: 2–9 ms (trot and faster), 7–15 ms (walk). A swing unlike
 * the fold's shifts hoof-on and hoof-off as it shifts the duty factor, the same for a horse in a
 * gait.
 */
public final class HoofEvents {

    private static final double CUTOFF_PER_STRIDE = 5;
    private static final double LOWEST_CUTOFF_HZ = 4.5;
    private static final double HIGHEST_CUTOFF_HZ = 9;
    private static final double STANCE_BELOW = 0.30;
    private static final double SWING_ABOVE = 0.45;
    private static final double CROSSING = 0.375;
    private static final double SHORTEST_RUN = 0.12;
    private static final double FILLED = 0.10;
    private static final double EDGE_S = 0.12;
    private static final double NEAR_FOLD = 0.25;
    private static final double SEEN_WITHIN = 1.5;
    private static final double STRIDE_TOLERANCE = 0.35;
    private static final double MIN_DUTY = 0.12;
    private static final double MAX_DUTY = 0.80;

    private final double period;
    private final double speed;
    private final double stride;
    private final double[] seenAt;
    private final List<Crossing> on = new ArrayList<>();
    private final List<Crossing> off = new ArrayList<>();
    private final List<double[][]> velocities = new ArrayList<>();
    private int filled;
    private int gridded;

    /**
     * A stride of this limb.
     *
     * @param on hoof-on, s
     * @param off hoof-off, s
     * @param nextOn the next hoof-on, s
     * @param eventError standard error of one of these times, s, or NaN
     */
    public record Stride(double on, double off, double nextOn, double eventError) {

        public double seconds() {
            return nextOn - on;
        }
    }

    /**
     * A crossing of the threshold.
     *
     * @param time s
     * @param steepness change of the hoof's speed there, BL/s²
     */
    private record Crossing(double time, double steepness) {

        double distance(double other) {
            return Math.abs(time - other);
        }
    }

    private HoofEvents(GroundTrack track, Limb limb, double stride) {
        period = track.period();
        speed = track.speed();
        this.stride = stride;
        double[] x = track.x()[limb.ordinal()];
        double[] times = new double[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                times[n++] = track.t()[i];
            }
        }
        seenAt = Arrays.copyOf(times, n);
        if (n >= 2) {
            findRuns(Quantiles.present(x));
        }
    }

    /**
     * The strides whose three events were all found, in order, and what was filled in for them.
     *
     * @param strides ascending
     * @param filledShare of the evenly spaced samples
     */
    record FoundStrides(List<Stride> strides, double filledShare) {}

    /**
     * @param contacts of this limb by the fold, ascending
     * @param stride mean stride duration, s
     */
    static FoundStrides in(
            GroundTrack track, Limb limb, List<Footfalls.Contact> contacts, double stride) {
        HoofEvents events = new HoofEvents(track, limb, stride);
        HoofEvents model = new HoofEvents(track.folded(contacts, limb), limb, stride);
        double filledShare = events.gridded == 0 ? 0 : (double) events.filled / events.gridded;
        return new FoundStrides(events.strides(contacts, model), filledShare);
    }

    /**
     * @param model the events that the folded stride itself shows when it is sampled, filled,
     *     filtered and cut like the real hoof: what they are off by, these are off by too
     */
    private List<Stride> strides(List<Footfalls.Contact> contacts, HoofEvents model) {
        double noise = velocityNoise(contacts, model);
        double usualOn = model.usualOffset(contacts, true);
        double usualOff = model.usualOffset(contacts, false);
        List<Stride> strides = new ArrayList<>();
        for (int k = 0; k + 1 < contacts.size(); k++) {
            Optional<Crossing> start = nearest(on, contacts.get(k).on());
            Optional<Crossing> lift = nearest(off, contacts.get(k).off());
            Optional<Crossing> next = nearest(on, contacts.get(k + 1).on());
            if (start.isEmpty() || lift.isEmpty() || next.isEmpty()) {
                continue;
            }
            double from = start.get().time() - model.offset(contacts.get(k), true, usualOn);
            double up = lift.get().time() - model.offset(contacts.get(k), false, usualOff);
            double to = next.get().time() - model.offset(contacts.get(k + 1), true, usualOn);
            double seconds = to - from;
            double duty = (up - from) / seconds;
            if (Math.abs(seconds / stride - 1) < STRIDE_TOLERANCE
                    && duty > MIN_DUTY
                    && duty < MAX_DUTY) {
                double flatness =
                        Math.sqrt(
                                (model.flatness(contacts.get(k).on(), model.on, start.get())
                                                + model.flatness(
                                                        contacts.get(k).off(),
                                                        model.off,
                                                        lift.get())
                                                + model.flatness(
                                                        contacts.get(k + 1).on(),
                                                        model.on,
                                                        next.get()))
                                        / 3);
                strides.add(new Stride(from, up, to, noise * flatness));
            }
        }
        return strides;
    }

    /** By how much this event of a contact is late, or the usual where there is none. */
    private double offset(Footfalls.Contact contact, boolean landing, double usual) {
        double expected = landing ? contact.on() : contact.off();
        return nearest(landing ? on : off, expected)
                .map(event -> event.time() - expected)
                .orElse(usual);
    }

    private double usualOffset(List<Footfalls.Contact> contacts, boolean landing) {
        double[] offsets =
                contacts.stream().mapToDouble(c -> offset(c, landing, Double.NaN)).toArray();
        double median = Quantiles.median(offsets);
        return Double.isNaN(median) ? 0 : median;
    }

    /**
     * 1 / steepness² of the model's event, which no noise makes flat by chance; of the real one
     * where the model has none.
     */
    private double flatness(double expected, List<Crossing> events, Crossing real) {
        double steepness = nearest(events, expected).orElse(real).steepness();
        return 1 / (steepness * steepness);
    }

    private Optional<Crossing> nearest(List<Crossing> events, double expected) {
        return events.stream()
                .filter(event -> event.distance(expected) < NEAR_FOLD * stride)
                .min(Comparator.comparingDouble(event -> event.distance(expected)));
    }

    /**
     * SD of the filtered speed about the model's while the hoof must be standing, BL/s, as it is
     * between two frames: what the time of an event suffers from. Somewhere between two values of
     * correlation ρ a line has a variance of 1 − (1 − ρ)/3 of theirs on average.
     */
    private double velocityNoise(List<Footfalls.Contact> contacts, HoofEvents model) {
        List<Double> still = new ArrayList<>();
        double products = 0;
        double squares = 0;
        for (Footfalls.Contact contact : contacts) {
            double cut = 0.3 * (contact.off() - contact.on());
            for (double[][] run : velocities) {
                int to = Ascending.lowerBound(run[0], contact.off() - cut);
                double before = Double.NaN;
                for (int i = Ascending.lowerBound(run[0], contact.on() + cut); i < to; i++) {
                    double noise = run[1][i] - model.velocityAt(run[0][i]);
                    still.add(noise);
                    if (Double.isFinite(before * noise)) {
                        products += before * noise;
                        squares += 0.5 * (before * before + noise * noise);
                    }
                    before = noise;
                }
            }
        }
        double correlation = squares > 0 ? products / squares : 1;
        return Math.sqrt(1 - (1 - correlation) / 3)
                * Quantiles.robustSd(still.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Between the samples around a time; NaN where there are none. */
    private double velocityAt(double time) {
        for (double[][] run : velocities) {
            int after = Ascending.lowerBound(run[0], time);
            if (after > 0 && after < run[0].length) {
                double share = (time - run[0][after - 1]) / (run[0][after] - run[0][after - 1]);
                return run[1][after - 1] + share * (run[1][after] - run[1][after - 1]);
            }
        }
        return Double.NaN;
    }

    private void findRuns(double[] x) {
        Pchip curve = new Pchip(seenAt, x);
        double widest = FILLED * stride + 1.2 * period;
        int count = (int) Math.floor((seenAt[seenAt.length - 1] - seenAt[0]) / period + 1e-6) + 1;
        double[] grid = new double[count];
        int from = 0;
        for (int i = 0; i <= count; i++) {
            double value = i == count ? Double.NaN : curve.at(seenAt[0] + i * period, widest);
            if (i < count) {
                grid[i] = value;
            }
            if (Double.isNaN(value)) {
                addRun(grid, from, i);
                from = i + 1;
            }
        }
    }

    private void addRun(double[] grid, int from, int to) {
        int n = to - from;
        if (n * period < 0.5 * stride || n < 8) {
            return;
        }
        double start = seenAt[0] + from * period;
        for (int i = 0; i < n; i++) {
            gridded++;
            filled += distance(start + i * period) > 0.5 * period ? 1 : 0;
        }
        double[] smooth =
                new ZeroLagFilter(cutoff(), 1 / period).apply(Arrays.copyOfRange(grid, from, to));
        double[] t = new double[n - 2];
        double[] v = new double[n - 2];
        for (int i = 0; i < n - 2; i++) {
            t[i] = start + (i + 1) * period;
            v[i] = (smooth[i + 2] - smooth[i]) / (2 * period);
        }
        velocities.add(new double[][] {t, v});
        boolean[] stance = debounced(hysteresis(v));
        double end = start + (n - 1) * period;
        for (int i = 1; i < stance.length; i++) {
            if (stance[i] != stance[i - 1]) {
                crossing(t, v, i, stance[i])
                        .filter(event -> event.time() - start > EDGE_S)
                        .filter(event -> end - event.time() > EDGE_S)
                        .filter(event -> distance(event.time()) < 0.5 * SEEN_WITHIN * period)
                        .ifPresent((stance[i] ? on : off)::add);
            }
        }
    }

    private double cutoff() {
        return Math.max(LOWEST_CUTOFF_HZ, Math.min(HIGHEST_CUTOFF_HZ, CUTOFF_PER_STRIDE / stride));
    }

    private boolean[] hysteresis(double[] v) {
        boolean[] stance = new boolean[v.length];
        boolean state = v[0] < CROSSING * speed;
        for (int i = 0; i < v.length; i++) {
            state = state ? v[i] <= SWING_ABOVE * speed : v[i] < STANCE_BELOW * speed;
            stance[i] = state;
        }
        return stance;
    }

    /** Turns runs that are too short, the shortest first: it is the least likely to be real. */
    private boolean[] debounced(boolean[] stance) {
        int limit = (int) Math.ceil(SHORTEST_RUN * stride / period);
        int[] shortest = shortestInside(stance);
        while (shortest[1] - shortest[0] < limit) {
            Arrays.fill(stance, shortest[0], shortest[1], !stance[shortest[0]]);
            shortest = shortestInside(stance);
        }
        return stance;
    }

    /** The shortest run that has another on both sides: {@code [from, to]}; endless without one. */
    private static int[] shortestInside(boolean[] stance) {
        int[] shortest = {0, Integer.MAX_VALUE};
        int from = 0;
        for (int i = 1; i < stance.length; i++) {
            if (stance[i] != stance[from]) {
                if (from > 0 && i - from < shortest[1] - shortest[0]) {
                    shortest = new int[] {from, i};
                }
                from = i;
            }
        }
        return shortest;
    }

    /** Time at which the speed passes the middle of the hysteresis nearest to a change of state. */
    private Optional<Crossing> crossing(double[] t, double[] v, int change, boolean landing) {
        double level = CROSSING * speed;
        for (int reach = 0; reach < 4; reach++) {
            for (int i : new int[] {change - reach, change + reach}) {
                if (i >= 1 && i < v.length) {
                    double before = v[i - 1] - level;
                    double after = v[i] - level;
                    if (landing ? before >= 0 && after < 0 : before < 0 && after >= 0) {
                        double share = before / (before - after);
                        return Optional.of(
                                new Crossing(
                                        t[i - 1] + share * period, (v[i] - v[i - 1]) / period));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** From the nearest frame in which the hoof was seen, s. */
    private double distance(double time) {
        int found = Arrays.binarySearch(seenAt, time);
        if (found >= 0) {
            return 0;
        }
        int after = -found - 1;
        double left = after > 0 ? time - seenAt[after - 1] : Double.POSITIVE_INFINITY;
        double right = after < seenAt.length ? seenAt[after] - time : Double.POSITIVE_INFINITY;
        return Math.min(left, right);
    }
}
