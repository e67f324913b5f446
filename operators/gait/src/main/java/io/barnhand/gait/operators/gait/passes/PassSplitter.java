package io.barnhand.gait.operators.gait.passes;

import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.FrameGates;
import io.barnhand.gait.operators.gait.signal.IdentitySwitch;
import io.barnhand.gait.operators.gait.signal.SpeedChanges;
import io.barnhand.gait.operators.gait.signal.Stillness;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.gait.signal.TrunkReference;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stretch of track without gaps into passes: one direction of travel each, one {@linkplain
 * SpeedChanges speed}, and standing for two seconds or longer apart from moving (gait reference,
 * section 3.3).
 *
 * <p>A reversal is 0.3 BL of way back from the farthest point, smoothed over one second; the cut is
 * at the farthest point. Pieces shorter than half a second are left with their neighbour. A stretch
 * in which the track goes over to another horse is left whole, so that it is known for one.
 */
public final class PassSplitter {

    private static final double STANDING = 2.0;
    private static final double SHORTEST = 0.5;
    private static final double REVERSAL = 0.3;
    private static final double HALF_WIDTH = 0.5;

    private final double minScore;

    /**
     * @param minScore keypoints below it are left out
     */
    public PassSplitter(double minScore) {
        this.minScore = minScore;
    }

    /**
     * @param poses in event-time order, not empty
     * @return the same poses in consecutive pieces
     */
    public List<List<HorsePose>> split(List<HorsePose> poses) {
        List<HorsePose> posed = poses.stream().filter(p -> p.model() != null).toList();
        if (posed.isEmpty()) {
            return List.of(poses);
        }
        TrackSamples samples = FrameGates.samples(posed, minScore, false);
        Optional<BodyScale> scale = BodyScale.of(samples);
        Optional<TrunkReference> trunk = scale.flatMap(s -> TrunkReference.of(samples, s));
        if (trunk.isEmpty() || IdentitySwitch.occurs(samples, scale.get())) {
            // Cut in two, each half would look like a pass of one horse.
            return List.of(poses);
        }
        return cut(poses, posed.get(0).timeUs(), samples, cuts(samples, trunk.get(), scale.get()));
    }

    /** Times between passes, s, ascending. */
    private static List<Double> cuts(TrackSamples samples, TrunkReference trunk, BodyScale scale) {
        boolean[] standing = longRuns(samples.t(), Stillness.frames(samples, trunk, scale));
        List<Double> cuts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= samples.frames(); i++) {
            if (i == samples.frames() || standing[i] != standing[from]) {
                if (from > 0) {
                    cuts.add(samples.t()[from]);
                }
                if (!standing[from]) {
                    addTurnsAndChanges(samples, trunk, scale, from, i, cuts);
                }
                from = i;
            }
        }
        return cuts;
    }

    private static boolean[] longRuns(double[] t, boolean[] still) {
        boolean[] standing = new boolean[t.length];
        int from = 0;
        for (int i = 1; i <= t.length; i++) {
            if (i == t.length || still[i] != still[from]) {
                if (still[from] && t[i - 1] - t[from] >= STANDING) {
                    for (int k = from; k < i; k++) {
                        standing[k] = true;
                    }
                }
                from = i;
            }
        }
        return standing;
    }

    private static void addTurnsAndChanges(
            TrackSamples samples,
            TrunkReference trunk,
            BodyScale scale,
            int from,
            int to,
            List<Double> cuts) {
        way(samples, trunk, scale, from, to)
                .ifPresent(
                        trend -> cuts.addAll(turnsAndChanges(samples.t(), trend, scale, from, to)));
    }

    private static List<Double> turnsAndChanges(
            double[] t, RobustTrend trend, BodyScale scale, int from, int to) {
        List<Integer> turns = turns(trend.at(t), from, to);
        List<Double> found = new ArrayList<>();
        int start = from;
        for (int turn : turns) {
            found.add(t[turn]);
            found.addAll(SpeedChanges.in(t, trend, scale, start, turn));
            start = turn;
        }
        found.addAll(SpeedChanges.in(t, trend, scale, start, to));
        Collections.sort(found);
        return found;
    }

    /** Way of the trunk through the picture, BL, smoothed over one second; empty where unknown. */
    private static Optional<RobustTrend> way(
            TrackSamples samples, TrunkReference trunk, BodyScale scale, int from, int to) {
        double[] way = new double[samples.frames()];
        Arrays.fill(way, Double.NaN);
        double travelled = 0;
        int previous = -1;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(trunk.x()[i])) {
                if (previous >= 0) {
                    double s = Math.sqrt(scale.bodyLength()[i] * scale.bodyLength()[previous]);
                    travelled += (trunk.x()[i] - trunk.x()[previous]) / s;
                }
                way[i] = travelled;
                previous = i;
            }
        }
        return RobustTrend.fit(samples.t(), way, HALF_WIDTH);
    }

    /** Frames in which the horse turns round, at the farthest point of its way. */
    private static List<Integer> turns(double[] smooth, int from, int to) {
        List<Integer> turns = new ArrayList<>();
        int highest = from;
        int lowest = from;
        int direction = 0;
        for (int i = from; i < to; i++) {
            highest = smooth[i] > smooth[highest] ? i : highest;
            lowest = smooth[i] < smooth[lowest] ? i : lowest;
            if (direction >= 0 && smooth[i] < smooth[highest] - REVERSAL) {
                addTurn(turns, direction, highest);
                direction = -1;
                lowest = i;
            } else if (direction <= 0 && smooth[i] > smooth[lowest] + REVERSAL) {
                addTurn(turns, direction, lowest);
                direction = 1;
                highest = i;
            }
        }
        return turns;
    }

    private static void addTurn(List<Integer> turns, int direction, int farthest) {
        if (direction != 0) {
            turns.add(farthest);
        }
    }

    private static List<List<HorsePose>> cut(
            List<HorsePose> poses, long originUs, TrackSamples samples, List<Double> cuts) {
        double end = samples.t()[samples.frames() - 1];
        List<Long> kept = new ArrayList<>();
        double last = 0;
        for (double cut : cuts) {
            if (cut - last >= SHORTEST && end - cut >= SHORTEST) {
                kept.add(originUs + Math.round(cut * 1e6));
                last = cut;
            }
        }
        List<List<HorsePose>> pieces = new ArrayList<>();
        int from = 0;
        int next = 0;
        for (int i = 0; i < poses.size(); i++) {
            if (next < kept.size() && poses.get(i).timeUs() >= kept.get(next)) {
                pieces.add(List.copyOf(poses.subList(from, i)));
                from = i;
                next++;
            }
        }
        pieces.add(List.copyOf(poses.subList(from, poses.size())));
        return pieces;
    }
}
