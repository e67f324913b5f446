package io.barnhand.gait.operators.gait.passes;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.FrameGates;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.List;

/**
 * When a horse was followed and when its keypoints could be used.
 *
 * <p>A frame is usable where it passes {@link FrameGates} with at least {@value #MIN_KEYPOINTS}
 * keypoints, which a detection alone never does. Usable frames at most {@value #BRIDGED_US} µs
 * apart are one span, so that frames that come and go do not make a span each.
 */
public final class TrackCoverage {

    private static final int MIN_KEYPOINTS = 8;
    private static final long BRIDGED_US = 500_000;

    private final long gapUs;

    /**
     * @param gapUs a horse seen again after longer than this was not followed in between, µs
     */
    public TrackCoverage(long gapUs) {
        this.gapUs = gapUs;
    }

    /**
     * The spans of a track's poses. Each ends one frame after its last pose, so that spans of
     * consecutive passes leave no hole.
     *
     * @param poses in event-time order, not empty
     * @param minScore keypoints below it do not count
     */
    public List<CoverageSpan> spans(List<HorsePose> poses, double minScore) {
        TrackSamples samples = FrameGates.samples(poses, minScore, false);
        List<Long> seen = new ArrayList<>();
        List<Long> usable = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            seen.add(poses.get(i).timeUs());
            if (keypoints(samples, i) >= MIN_KEYPOINTS) {
                usable.add(poses.get(i).timeUs());
            }
        }
        long frameUs = frameUs(seen);
        List<CoverageSpan> spans = new ArrayList<>();
        addRuns(poses.get(0), CoverageSpan.HORSE, seen, gapUs, frameUs, spans);
        addRuns(poses.get(0), CoverageSpan.USABLE, usable, BRIDGED_US, frameUs, spans);
        return spans;
    }

    private static int keypoints(TrackSamples samples, int frame) {
        int present = 0;
        for (int k = 0; k < Ap10k.COUNT; k++) {
            present += samples.present(k, frame) ? 1 : 0;
        }
        return present;
    }

    /** The median distance of two frames; 0 where there is one frame only. */
    private static long frameUs(List<Long> times) {
        double[] distances = new double[times.size() - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times.get(i + 1) - times.get(i);
        }
        return distances.length == 0 ? 0 : Math.round(Quantiles.median(distances));
    }

    private static void addRuns(
            HorsePose of,
            String kind,
            List<Long> times,
            long holeUs,
            long frameUs,
            List<CoverageSpan> spans) {
        int from = 0;
        for (int i = 1; i <= times.size(); i++) {
            if (i == times.size() || times.get(i) - times.get(i - 1) > holeUs) {
                spans.add(
                        new CoverageSpan(
                                of.camera(),
                                of.recording(),
                                of.track(),
                                kind,
                                times.get(from),
                                times.get(i - 1) + frameUs));
                from = i;
            }
        }
    }
}
