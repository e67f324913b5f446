package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.gait.passes.TrackCoverage;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.InheritedClassLoaders;
import io.barnhand.gait.operators.stages.monitoring.LogContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts tracks into passes and sliding windows and emits a {@link GaitRecord} for each, the strides
 * of passes to {@link #STRIDES}, and when the horse was seen and usable to {@link #COVERAGE}.
 *
 * <pre>{@code
 * DataStream<GaitRecord> gait =
 *         events.keyBy(new TrackKey()).process(new GaitWindows(settings));
 * }</pre>
 *
 * <p><b>Key:</b> camera, recording and track ({@link TrackKey}).
 *
 * <p><b>State:</b> the poses of the open pass (60 s and at most {@value #MAX_POSES} poses) and of
 * the last sliding window, the poses of the newest second that may still be overtaken, and a few
 * numbers. All of it is cleared when the track ends.
 *
 * <p><b>Emits</b>, driven by the data alone, never by watermarks or the clock: the record of a
 * sliding window when a pose more than a second after its end arrives; the records of a pass
 * (several where the horse turns round or stands, see {@link PassSplitter}) when a pose follows
 * after a gap, when 60 s are full ({@code pass_truncated}), when the track ends, or at the end of
 * input. A stretch without keypoints gives a record of presence ({@code detection_only}). Strides
 * and coverage come with the pass, once; sliding windows, which overlap, give neither.
 *
 * <p><b>Timers:</b> one event-time timer at the end of time per track, which fires only when the
 * input ends; deleted when the track ends.
 *
 * <p><b>Late, missing, poison data:</b> poses may overtake each other by up to a second and are put
 * in order of their time; the same time twice is dropped; a pose that comes later than that is
 * dropped and counted ({@code latePoses}). A pose that follows its track's end begins a new one.
 * Keypoints that are NaN or implausible are the estimators' business; no pose makes this fail.
 */
public class GaitWindows extends KeyedProcessFunction<String, TrackEvent, GaitRecord> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(GaitWindows.class);

    /** The strides of every pass. */
    public static final OutputTag<StrideRecord> STRIDES =
            new OutputTag<>("strides", TypeInformation.of(StrideRecord.class));

    /** When a horse was seen, and when its keypoints could be used. */
    public static final OutputTag<CoverageSpan> COVERAGE =
            new OutputTag<>("coverage", TypeInformation.of(CoverageSpan.class));

    /** Poses of one track overtake each other by at most this, µs. */
    static final long DISORDER_US = 1_000_000;

    /** A pass of more poses is cut like one that is too long: 60 s at 120 frames per second. */
    static final int MAX_POSES = 7200;

    private final GaitSettings settings;
    private final long gapUs;
    private final long maxUs;
    private final long slidingUs;
    private final long hopUs;

    private transient GaitEstimator estimator;
    private transient TrackCoverage coverage;
    private transient ValueState<TrackProgress> progress;
    private transient ListState<HorsePose> unsettled;
    private transient ListState<HorsePose> settled;
    private transient GaitMetrics metrics;
    private transient boolean warnedOfLate;

    public GaitWindows(GaitSettings settings) {
        this.settings = settings;
        gapUs = settings.passGap().toNanos() / 1000;
        maxUs = settings.passMax().toNanos() / 1000;
        slidingUs = settings.sliding().toNanos() / 1000;
        hopUs = settings.hop().toNanos() / 1000;
    }

    @Override
    public void open(OpenContext context) {
        InheritedClassLoaders.forgetWithJob(getRuntimeContext());
        estimator = new GaitEstimator(settings);
        coverage = new TrackCoverage(gapUs);
        TypeInformation<HorsePose> pose = TypeInformation.of(HorsePose.class);
        progress =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "progress", TypeInformation.of(TrackProgress.class)));
        unsettled = getRuntimeContext().getListState(new ListStateDescriptor<>("unsettled", pose));
        settled = getRuntimeContext().getListState(new ListStateDescriptor<>("settled", pose));
        metrics = new GaitMetrics(getRuntimeContext());
        warnedOfLate = false;
    }

    @Override
    public void processElement(TrackEvent event, Context context, Collector<GaitRecord> out)
            throws Exception {
        if (event.ended() != null) {
            finish(new Output(out, context));
            context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
            return;
        }
        HorsePose pose = event.pose();
        metrics.pose();
        TrackProgress now = progress.value();
        if (now == null) {
            now = TrackProgress.startingAt(pose.timeUs());
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        if (pose.timeUs() <= now.lastUs() || pose.timeUs() < now.newestUs() - DISORDER_US) {
            late(pose, now);
            return;
        }
        now = now.seen(pose.timeUs());
        List<HorsePose> waiting = new ArrayList<>();
        for (HorsePose other : unsettled.get()) {
            if (other.timeUs() == pose.timeUs()) {
                metrics.duplicate();
                return;
            }
            waiting.add(other);
        }
        waiting.add(pose);
        progress.update(
                settle(waiting, now, now.newestUs() - DISORDER_US, new Output(out, context)));
    }

    /** Once in a log: an archive may hold millions of them. */
    private void late(HorsePose pose, TrackProgress now) {
        metrics.late();
        if (!warnedOfLate) {
            warnedOfLate = true;
            try (LogContext log = LogContext.of(pose)) {
                LOG.warn(
                        "A pose came {} ms behind its track's newest and is left out; further ones are only counted (latePoses)",
                        (now.newestUs() - pose.timeUs()) / 1000);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GaitRecord> out)
            throws Exception {
        finish(new Output(out, context));
    }

    /** The outputs at one event. */
    private final class Output {

        private final Collector<GaitRecord> records;
        private final Context context;

        Output(Collector<GaitRecord> records, Context context) {
            this.records = records;
            this.context = context;
        }

        void record(GaitRecord record) {
            records.collect(record);
            metrics.emitted(record, context.timerService().currentProcessingTime());
        }

        void pass(PassMeasurement pass) {
            record(pass.record());
            pass.strides().forEach(stride -> context.output(STRIDES, stride));
            metrics.strides(pass.strides().size());
        }

        void coverage(List<CoverageSpan> spans) {
            spans.forEach(span -> context.output(COVERAGE, span));
        }
    }

    private void finish(Output out) throws Exception {
        TrackProgress now = progress.value();
        if (now == null) {
            return;
        }
        List<HorsePose> waiting = new ArrayList<>();
        unsettled.get().forEach(waiting::add);
        now = settle(waiting, now, Long.MAX_VALUE, out);
        closePass(now, false, out);
        progress.clear();
        unsettled.clear();
        settled.clear();
    }

    /** Takes the poses that nothing can overtake any more, in order; keeps the others waiting. */
    private TrackProgress settle(
            List<HorsePose> waiting, TrackProgress before, long settledUs, Output out)
            throws Exception {
        waiting.sort(Comparator.comparingLong(HorsePose::timeUs));
        TrackProgress now = before;
        int next = 0;
        while (next < waiting.size() && waiting.get(next).timeUs() < settledUs) {
            now = take(waiting.get(next++), now, out);
        }
        unsettled.update(waiting.subList(next, waiting.size()));
        return now;
    }

    private TrackProgress take(HorsePose pose, TrackProgress before, Output out) throws Exception {
        long timeUs = pose.timeUs();
        TrackProgress now = cutWindows(timeUs, before, out);
        if (now.taken() > 0) {
            boolean gap = timeUs - now.lastUs() > gapUs;
            boolean full = timeUs - now.passFromUs() >= maxUs || now.taken() >= MAX_POSES;
            if (gap || full) {
                now = closePass(now, !gap, out);
            }
        }
        settled.add(pose);
        return now.take(timeUs);
    }

    /** Emits the sliding windows that end before a pose and hold at least one. */
    private TrackProgress cutWindows(long timeUs, TrackProgress now, Output out) throws Exception {
        if (slidingUs == 0 || now.lastUs() == Long.MIN_VALUE) {
            return now;
        }
        long window = now.nextWindow();
        if (timeUs < now.firstUs() + window * hopUs + slidingUs) {
            return now;
        }
        List<HorsePose> poses = new ArrayList<>();
        settled.get().forEach(poses::add);
        for (; timeUs >= now.firstUs() + window * hopUs + slidingUs; window++) {
            long startUs = now.firstUs() + window * hopUs;
            if (startUs > now.lastUs()) {
                // Nothing until this pose: on to the first window that can hold it.
                long reach = timeUs - now.firstUs() - slidingUs;
                window = Math.max(window, Math.floorDiv(reach, hopUs) + 1);
                break;
            }
            long endUs = startUs + slidingUs;
            List<HorsePose> within = afterTheLastGap(poses, startUs, endUs);
            if (!within.isEmpty()) {
                out.record(estimator.sliding(within, startUs, endUs));
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

    private TrackProgress closePass(TrackProgress now, boolean truncated, Output out)
            throws Exception {
        List<HorsePose> pass = new ArrayList<>();
        List<HorsePose> kept = new ArrayList<>();
        long windowFromUs = now.firstUs() + now.nextWindow() * hopUs;
        for (HorsePose pose : settled.get()) {
            if (pose.timeUs() >= now.passFromUs()) {
                pass.add(pose);
            }
            if (slidingUs > 0 && pose.timeUs() >= windowFromUs) {
                kept.add(pose);
            }
        }
        if (!pass.isEmpty()) {
            double minScore = settings.keypoints(pass.get(0).model()).minScore();
            List<List<HorsePose>> pieces = new PassSplitter(minScore).split(pass);
            for (int i = 0; i < pieces.size(); i++) {
                boolean last = i == pieces.size() - 1;
                out.pass(estimator.pass(pieces.get(i), truncated && last));
            }
            out.coverage(coverage.spans(pass, minScore));
        }
        settled.update(kept);
        return now.passClosed();
    }
}
