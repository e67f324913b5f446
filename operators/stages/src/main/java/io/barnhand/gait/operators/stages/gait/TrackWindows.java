package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.gait.passes.TrackCoverage;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which poses of a track make a pass or a sliding window, and when that is measured. {@link
 * GaitWindowFunction} describes the behaviour. All that it keeps of a track is in the {@link
 * TrackState}. Not thread-safe.
 */
final class TrackWindows {

    /** Poses of one track overtake each other by at most this, µs. */
    static final long DISORDER_US = 1_000_000;

    /** A pass of more poses is cut like one that is too long: 60 s at 120 frames per second. */
    static final int MAX_POSES = 7200;

    /** State of the current track. Its methods throw what the store behind them throws. */
    interface TrackState {

        /** How far the track was read; null before its first pose and once it was forgotten. */
        TrackProgress progress() throws Exception;

        /** Keeps the progress of a track that begins, and registers it for the end of input. */
        void begin(TrackProgress progress) throws Exception;

        void keep(TrackProgress progress) throws Exception;

        /** Poses that may still be overtaken. */
        Iterable<HorsePose> unsettled() throws Exception;

        void keepUnsettled(List<HorsePose> poses) throws Exception;

        /** Poses of the open pass and of the next sliding window, in order. */
        Iterable<HorsePose> settled() throws Exception;

        void addSettled(HorsePose pose) throws Exception;

        void keepSettled(List<HorsePose> poses) throws Exception;

        /** Forgets the track and its registration for the end of input. */
        void forget();
    }

    /** Takes the results of the current track. */
    interface Outputs {

        void window(GaitRecord record);

        void pass(PassMeasurement pass);

        void coverage(CoverageSpan span);

        /** A pose that is left out because it came too late, behind the newest one by so much. */
        void late(HorsePose pose, long behindUs);

        /** A pose that is left out because its time is that of another. */
        void duplicate();
    }

    private final GaitSettings settings;
    private final GaitEstimator estimator;
    private final TrackCoverage coverage;
    private final long gapUs;
    private final long maxUs;
    private final long slidingUs;
    private final long hopUs;

    TrackWindows(GaitSettings settings) {
        this.settings = settings;
        gapUs = settings.passGap().toNanos() / 1000;
        maxUs = settings.passMax().toNanos() / 1000;
        slidingUs = settings.sliding().toNanos() / 1000;
        hopUs = settings.hop().toNanos() / 1000;
        estimator = new GaitEstimator(settings);
        coverage = new TrackCoverage(gapUs);
    }

    /** Takes a pose of the current track. */
    void pose(HorsePose pose, TrackState state, Outputs out) throws Exception {
        TrackProgress before = state.progress();
        TrackProgress now = before == null ? TrackProgress.startingAt(pose.timeUs()) : before;
        if (pose.timeUs() <= now.lastUs() || pose.timeUs() < now.newestUs() - DISORDER_US) {
            out.late(pose, now.newestUs() - pose.timeUs());
            return;
        }
        now = now.seen(pose.timeUs());
        List<HorsePose> waiting = new ArrayList<>();
        for (HorsePose other : state.unsettled()) {
            if (other.timeUs() == pose.timeUs()) {
                out.duplicate();
                return;
            }
            waiting.add(other);
        }
        waiting.add(pose);
        now = settle(waiting, now, now.newestUs() - DISORDER_US, state, out);
        if (before == null) {
            state.begin(now);
        } else {
            state.keep(now);
        }
    }

    /** The current track has ended, or the input has. */
    void end(TrackState state, Outputs out) throws Exception {
        TrackProgress now = state.progress();
        if (now == null) {
            return;
        }
        List<HorsePose> waiting = new ArrayList<>();
        state.unsettled().forEach(waiting::add);
        now = settle(waiting, now, Long.MAX_VALUE, state, out);
        closePass(now, false, state, out);
        state.forget();
    }

    /** Takes the poses that nothing can overtake any more, in order; keeps the others waiting. */
    private TrackProgress settle(
            List<HorsePose> waiting,
            TrackProgress before,
            long settledUs,
            TrackState state,
            Outputs out)
            throws Exception {
        waiting.sort(Comparator.comparingLong(HorsePose::timeUs));
        TrackProgress now = before;
        int next = 0;
        while (next < waiting.size() && waiting.get(next).timeUs() < settledUs) {
            now = take(waiting.get(next++), now, state, out);
        }
        state.keepUnsettled(waiting.subList(next, waiting.size()));
        return now;
    }

    private TrackProgress take(HorsePose pose, TrackProgress before, TrackState state, Outputs out)
            throws Exception {
        long timeUs = pose.timeUs();
        TrackProgress now = cutWindows(timeUs, before, state, out);
        if (now.taken() > 0) {
            boolean gap = timeUs - now.lastUs() > gapUs;
            boolean full = timeUs - now.passFromUs() >= maxUs || now.taken() >= MAX_POSES;
            if (gap || full) {
                now = closePass(now, !gap, state, out);
            }
        }
        state.addSettled(pose);
        return now.take(timeUs);
    }

    /** Measures the sliding windows that end before a pose and hold at least one. */
    private TrackProgress cutWindows(long timeUs, TrackProgress now, TrackState state, Outputs out)
            throws Exception {
        if (slidingUs == 0 || now.lastUs() == Long.MIN_VALUE) {
            return now;
        }
        long window = now.nextWindow();
        if (timeUs < now.firstUs() + window * hopUs + slidingUs) {
            return now;
        }
        List<HorsePose> poses = new ArrayList<>();
        state.settled().forEach(poses::add);
        for (; timeUs >= now.firstUs() + window * hopUs + slidingUs; window++) {
            long startUs = now.firstUs() + window * hopUs;
            if (startUs > now.lastUs()) {
                // No pose until this one: skip to the first window that can hold it.
                long reach = timeUs - now.firstUs() - slidingUs;
                window = Math.max(window, Math.floorDiv(reach, hopUs) + 1);
                break;
            }
            long endUs = startUs + slidingUs;
            List<HorsePose> within = afterTheLastGap(poses, startUs, endUs);
            if (!within.isEmpty()) {
                out.window(estimator.sliding(within, startUs, endUs));
            }
        }
        return now.windowsCutTo(window);
    }

    /** The poses of a window, or of its newest pass where a gap parts it. */
    private List<HorsePose> afterTheLastGap(List<HorsePose> poses, long startUs, long endUs) {
        List<HorsePose> within = new ArrayList<>();
        for (HorsePose pose : poses) {
            if (pose.timeUs() >= startUs && pose.timeUs() < endUs) {
                int last = within.size() - 1;
                if (last >= 0 && pose.timeUs() - within.get(last).timeUs() > gapUs) {
                    within.clear();
                }
                within.add(pose);
            }
        }
        return within;
    }

    private TrackProgress closePass(
            TrackProgress now, boolean truncated, TrackState state, Outputs out) throws Exception {
        List<HorsePose> pass = new ArrayList<>();
        List<HorsePose> kept = new ArrayList<>();
        long windowFromUs = now.firstUs() + now.nextWindow() * hopUs;
        for (HorsePose pose : state.settled()) {
            if (pose.timeUs() >= now.passFromUs()) {
                pass.add(pose);
            }
            if (slidingUs > 0 && pose.timeUs() >= windowFromUs) {
                kept.add(pose);
            }
        }
        if (!pass.isEmpty()) {
            measure(pass, truncated, out);
        }
        state.keepSettled(kept);
        return now.passClosed();
    }

    /** Measures a pass, in pieces where the horse turns round or stands. */
    private void measure(List<HorsePose> pass, boolean truncated, Outputs out) {
        double minScore = settings.keypoints(pass.get(0).model()).minScore();
        List<List<HorsePose>> pieces = new PassSplitter(minScore).split(pass);
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1;
            out.pass(estimator.pass(pieces.get(i), truncated && last));
        }
        coverage.spans(pass, minScore).forEach(out::coverage);
    }
}
