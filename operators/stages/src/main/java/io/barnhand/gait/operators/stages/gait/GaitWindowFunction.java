package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.InheritedClassLoaders;
import io.barnhand.gait.operators.stages.monitoring.LogContext;
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
 * {@link TrackWindows} decides where to cut.
 *
 * <pre>{@code
 * DataStream<GaitRecord> gait =
 *         events.keyBy(new TrackKey()).process(new GaitWindowFunction(settings));
 * }</pre>
 *
 * <p><b>Key:</b> camera, recording and track ({@link TrackKey}).
 *
 * <p><b>State:</b> the poses of the open pass (60 s and at most {@value TrackWindows#MAX_POSES}
 * poses) and of the last sliding window, the poses of the newest second that may still be
 * overtaken, and a few numbers. All of it is cleared when the track ends.
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
 * The estimators handle keypoints that are NaN or implausible; no pose makes this function fail.
 */
public class GaitWindowFunction extends KeyedProcessFunction<String, TrackEvent, GaitRecord> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(GaitWindowFunction.class);

    /** The strides of every pass. */
    public static final OutputTag<StrideRecord> STRIDES =
            new OutputTag<>("strides", TypeInformation.of(StrideRecord.class));

    /** When a horse was seen, and when its keypoints could be used. */
    public static final OutputTag<CoverageSpan> COVERAGE =
            new OutputTag<>("coverage", TypeInformation.of(CoverageSpan.class));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final GaitSettings settings;

    private transient TrackWindows windows;
    private transient ValueState<TrackProgress> progress;
    private transient ListState<HorsePose> unsettled;
    private transient ListState<HorsePose> settled;
    private transient GaitCounters counters;
    private transient boolean warnedOfLate;

    public GaitWindowFunction(GaitSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        InheritedClassLoaders.forgetWithJob(getRuntimeContext());
        windows = new TrackWindows(settings);
        TypeInformation<HorsePose> pose = TypeInformation.of(HorsePose.class);
        progress =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "progress", TypeInformation.of(TrackProgress.class)));
        unsettled = getRuntimeContext().getListState(new ListStateDescriptor<>("unsettled", pose));
        settled = getRuntimeContext().getListState(new ListStateDescriptor<>("settled", pose));
        counters = new GaitCounters(getRuntimeContext());
        warnedOfLate = false;
    }

    @Override
    public void processElement(TrackEvent event, Context context, Collector<GaitRecord> out)
            throws Exception {
        FlinkTrack track = new FlinkTrack(context, out);
        if (event.ended() != null) {
            windows.end(track, track);
        } else {
            counters.pose();
            windows.pose(event.pose(), track, track);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GaitRecord> out)
            throws Exception {
        FlinkTrack track = new FlinkTrack(context, out);
        windows.end(track, track);
    }

    /** Flink at one event. */
    private final class FlinkTrack implements TrackWindows.TrackState, TrackWindows.Outputs {

        private final Context flink;
        private final Collector<GaitRecord> records;

        FlinkTrack(Context flink, Collector<GaitRecord> records) {
            this.flink = flink;
            this.records = records;
        }

        @Override
        public TrackProgress progress() throws Exception {
            return progress.value();
        }

        @Override
        public void begin(TrackProgress now) throws Exception {
            flink.timerService().registerEventTimeTimer(END_OF_INPUT);
            progress.update(now);
        }

        @Override
        public void keep(TrackProgress now) throws Exception {
            progress.update(now);
        }

        @Override
        public Iterable<HorsePose> unsettled() throws Exception {
            return unsettled.get();
        }

        @Override
        public void keepUnsettled(List<HorsePose> poses) throws Exception {
            unsettled.update(poses);
        }

        @Override
        public Iterable<HorsePose> settled() throws Exception {
            return settled.get();
        }

        @Override
        public void addSettled(HorsePose pose) throws Exception {
            settled.add(pose);
        }

        @Override
        public void keepSettled(List<HorsePose> poses) throws Exception {
            settled.update(poses);
        }

        @Override
        public void forget() {
            progress.clear();
            unsettled.clear();
            settled.clear();
            flink.timerService().deleteEventTimeTimer(END_OF_INPUT);
        }

        @Override
        public void window(GaitRecord record) {
            records.collect(record);
            counters.emitted(record, flink.timerService().currentProcessingTime());
        }

        @Override
        public void pass(PassMeasurement pass) {
            window(pass.record());
            pass.strides().forEach(stride -> flink.output(STRIDES, stride));
            counters.strides(pass.strides().size());
        }

        @Override
        public void coverage(CoverageSpan span) {
            flink.output(COVERAGE, span);
        }

        /** Once in a log: an archive may hold millions of them. */
        @Override
        public void late(HorsePose pose, long behindUs) {
            counters.late();
            if (!warnedOfLate) {
                warnedOfLate = true;
                try (LogContext log = LogContext.of(pose)) {
                    LOG.warn(
                            "A late pose, {} ms older than the newest of its track, is left out; further ones are only counted (latePoses)",
                            behindUs / 1000);
                }
            }
        }

        @Override
        public void duplicate() {
            counters.duplicate();
        }
    }
}
