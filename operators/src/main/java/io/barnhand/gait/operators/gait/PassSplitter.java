package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.numeric.RobustTrend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stretch of track without gaps into passes: one direction of travel each, and standing for
 * two seconds or longer apart from moving.
 *
 * <p>A reversal is 0.3 BL of way back from the farthest point, smoothed over one second; the cut is
 * at the farthest point. Pieces shorter than half a second are left with their neighbour.
 */
final class PassSplitter {

    private static final double STANDING = 2.0;
    private static final double SHORTEST = 0.5;
    private static final double REVERSAL = 0.3;
    private static final double HALF_WIDTH = 0.5;

    private final double minScore;

    PassSplitter(double minScore) {
        this.minScore = minScore;
    }

    /**
     * @param poses in event-time order, not empty
     * @return the same poses in consecutive pieces
     */
    List<List<HorsePose>> split(List<HorsePose> poses) {
        List<HorsePose> posed = poses.stream().filter(p -> p.model() != null).toList();
        if (posed.isEmpty()) {
            return List.of(poses);
        }
        TrackSamples samples = FrameGates.samples(posed, minScore, false);
        BodyScale scale = BodyScale.of(samples);
        TrunkReference trunk = scale == null ? null : TrunkReference.of(samples, scale);
        if (trunk == null) {
            return List.of(poses);
        }
        boolean[] standing = longRuns(samples.t(), Stillness.frames(samples, trunk, scale));
        List<Double> cuts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= samples.frames(); i++) {
            if (i == samples.frames() || standing[i] != standing[from]) {
                if (from > 0) {
                    cuts.add(samples.t()[from]);
                }
                if (!standing[from]) {
                    addReversals(samples, trunk, scale, from, i, cuts);
                }
                from = i;
            }
        }
        return cut(poses, posed.get(0).timeUs(), samples.t()[samples.frames() - 1], cuts);
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

    private static void addReversals(
            TrackSamples samples,
            TrunkReference trunk,
            BodyScale scale,
            int from,
            int to,
            List<Double> cuts) {
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
        RobustTrend trend = RobustTrend.fit(samples.t(), way, HALF_WIDTH);
        if (trend == null) {
            return;
        }
        double[] smooth = trend.at(samples.t());
        int highest = from;
        int lowest = from;
        int direction = 0;
        for (int i = from; i < to; i++) {
            highest = smooth[i] > smooth[highest] ? i : highest;
            lowest = smooth[i] < smooth[lowest] ? i : lowest;
            if (direction >= 0 && smooth[i] < smooth[highest] - REVERSAL) {
                addTurn(samples, direction, highest, cuts);
                direction = -1;
                lowest = i;
            } else if (direction <= 0 && smooth[i] > smooth[lowest] + REVERSAL) {
                addTurn(samples, direction, lowest, cuts);
                direction = 1;
                highest = i;
            }
        }
    }

    private static void addTurn(
            TrackSamples samples, int direction, int farthest, List<Double> cuts) {
        if (direction != 0) {
            cuts.add(samples.t()[farthest]);
        }
    }

    private static List<List<HorsePose>> cut(
            List<HorsePose> poses, long originUs, double end, List<Double> cuts) {
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
