package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.measurement.MedianConfidence;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quality block of a record, from what the estimators saw (gait reference, section 2.13). */
public final class GaitQuality {

    private static final int[] HEAD = {Ap10k.LEFT_EYE, Ap10k.RIGHT_EYE, Ap10k.NOSE};
    private static final int[] TRUNK = {
        Ap10k.NECK,
        Ap10k.TAIL,
        Ap10k.LEFT_SHOULDER,
        Ap10k.RIGHT_SHOULDER,
        Ap10k.LEFT_HIP,
        Ap10k.RIGHT_HIP
    };
    private static final int[] HOOVES = {13, 7, 16, 10};
    private static final int[] JOINTS = {12, 6, 15, 9};

    /** Strides from which on more of them do not make a record better. */
    private static final double ENOUGH_STRIDES = 5;

    private static final double NO_RHYTHM = 0.5;
    private static final double FULL_RHYTHM = 0.9;
    private static final double NO_FIT = 0.16;

    private GaitQuality() {}

    /**
     * How far a record of a moving horse can be trusted, 0..1: the weakest of five shares, so that
     * one bad thing is not averaged away.
     *
     * <ul>
     *   <li>frames with a trunk and three hooves, of all frames
     *   <li>strides, of five
     *   <li>periodicity, from 0.5 (0) to 0.9 (1)
     *   <li>fold residual, from 0.16 BL (0) to none (1)
     *   <li>median body length in the picture, of its longest
     * </ul>
     *
     * <p>On rendered footage from good to bad it orders the errors: below 0.4 no gait is named, and
     * nine of ten frequencies are within 0.6 % there, 0.25 % up to 0.6, 0.2 % above.
     */
    public static double score(
            double validFrac,
            double strides,
            double periodicity,
            double foldResidual,
            double yawProxy) {
        double score = Math.min(validFrac, strides / ENOUGH_STRIDES);
        score = Math.min(score, (periodicity - NO_RHYTHM) / (FULL_RHYTHM - NO_RHYTHM));
        score = Math.min(score, 1 - foldResidual / NO_FIT);
        score = Math.min(score, yawProxy);
        return Double.isFinite(score) ? Math.max(0, Math.min(1, score)) : 0;
    }

    /** Share of all frames that have a trunk and at least three hooves. */
    public static double validShare(TrackSamples samples, TrunkReference trunk) {
        int valid = 0;
        for (int i = 0; i < samples.frames(); i++) {
            int hooves = 0;
            for (Limb limb : Limb.values()) {
                hooves += samples.present(limb.hoof, i) ? 1 : 0;
            }
            if (hooves >= 3 && !Double.isNaN(trunk.x()[i])) {
                valid++;
            }
        }
        return (double) valid / samples.frames();
    }

    public static MedianConfidence confidence(TrackSamples samples) {
        return new MedianConfidence(
                median(samples, HEAD),
                median(samples, TRUNK),
                median(samples, HOOVES),
                median(samples, JOINTS));
    }

    /** Frames per second from the median distance, or NaN. */
    public static double fps(List<HorsePose> poses) {
        double median = Quantiles.median(distances(poses));
        return median > 0 ? 1 / median : Double.NaN;
    }

    /** SD of the frame distances about their median, those above three medians left out, ms. */
    public static double jitterMs(List<HorsePose> poses) {
        double[] distances = distances(poses);
        double median = Quantiles.median(distances);
        double squares = 0;
        int n = 0;
        for (double d : distances) {
            if (d <= 3 * median) {
                squares += (d - median) * (d - median);
                n++;
            }
        }
        return 1e3 * Math.sqrt(squares / n);
    }

    /** Longest distance between usable frames, ms, or NaN below two. */
    public static double longestGapMs(TrackSamples samples) {
        double longest = 0;
        int previous = -1;
        int n = 0;
        for (int i = 0; i < samples.frames(); i++) {
            if (samples.usable()[i]) {
                n++;
                if (previous >= 0) {
                    longest = Math.max(longest, samples.t()[i] - samples.t()[previous]);
                }
                previous = i;
            }
        }
        return n < 2 ? Double.NaN : 1e3 * longest;
    }

    /** The value, or null where it is none. */
    public static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double[] distances(List<HorsePose> poses) {
        double[] distances = new double[poses.size() - 1];
        for (int i = 1; i < poses.size(); i++) {
            distances[i - 1] = (poses.get(i).timeUs() - poses.get(i - 1).timeUs()) * 1e-6;
        }
        return distances;
    }

    private static @Nullable Double median(TrackSamples samples, int[] group) {
        double[] scores = new double[group.length * samples.frames()];
        for (int k = 0; k < group.length; k++) {
            System.arraycopy(
                    samples.score()[group[k]], 0, scores, k * samples.frames(), samples.frames());
        }
        double median = Quantiles.median(scores);
        return finite(median);
    }
}
