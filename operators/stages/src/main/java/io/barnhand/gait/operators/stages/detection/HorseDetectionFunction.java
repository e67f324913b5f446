package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.SoughtClasses;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import io.barnhand.gait.operators.video.opening.VideoOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes segments, finds the horses in them and cuts them out. {@link RecordingDecoder} decides
 * what happens with a segment.
 *
 * <p><b>Key:</b> the segment's unit.
 *
 * <p><b>State:</b> one {@link UnitState} per unit: order of segments, tracks, frames held without
 * their pixels. Pixels of frames held across the border of two segments stay in memory, bounded per
 * subtask; after a restore, or when the bound was reached, they are decoded again from the segments
 * that hold them. State is cleared when a recording ends, of a live one a day later; a segment
 * delivered again after that starts it again.
 *
 * <p><b>Emits</b> micro-batches of at most {@link DetectionSettings#batch()} crops as detections
 * come in, the rest when the segments that are due are done; a track's end never before its last
 * crop. To {@link #COVERAGE}, once per segment, its expected and its decoded coverage.
 *
 * <p><b>Timers.</b> An event-time timer at the end of time, which fires at the end of input, ends
 * what the last segment did not; it is deleted when that one comes. With {@link
 * DetectionSettings#silence()} set, a processing-time timer ends the tracks ({@code silence}) of a
 * unit that no segment came for: only for live recordings. Time in which the job did not run does
 * not count as silence. 24 hours after that the recording is forgotten: a segment that comes then
 * starts it again.
 *
 * <p><b>Late and missing.</b> The first segment to arrive begins the recording; see {@link
 * SegmentOrder}. Duplicates by sequence are dropped. Segments that do not come, or cannot be read
 * to their end, end the tracks ({@code segment_gap}) and flag the next frame. A segment that comes
 * after it was given up is a dead letter ({@code late}), as is one whose frames all lie before the
 * end of the one before it ({@code bad_start}).
 *
 * <p><b>Poison.</b> A segment that cannot be decoded, or makes the detector fail, gives a {@link
 * #DEAD_LETTERS dead letter} with the time of the first frame lost; the frames before it count. Any
 * other failure fails the task. Cancelling waits for the frame being decoded, and leaves no thread.
 */
public final class HorseDetectionFunction
        extends KeyedProcessFunction<String, VideoSegment, HorseCrops> {

    private static final long serialVersionUID = 1L;

    /** Segments, or the rest of them, that could not be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** Expected and decoded coverage of every segment. */
    public static final OutputTag<CoverageSpan> COVERAGE =
            new OutputTag<>("segment-coverage", TypeInformation.of(CoverageSpan.class));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final DetectionSettings settings;
    private final DetectionModelSource models;
    private final VideoFiles videos;
    private final VideoDecoderSource decoders;

    private transient Lease<? extends DetectionModel> lease;
    private transient Detector detector;
    private transient VideoDecoder decoder;
    private transient ValueState<UnitState> states;
    private transient RecordingDecoder recordings;

    /**
     * @param settings how horses are found and followed
     * @param models where the detector comes from
     * @param videos where the files come from
     * @param decoders where the decoder comes from
     */
    public HorseDetectionFunction(
            DetectionSettings settings,
            DetectionModelSource models,
            VideoFiles videos,
            VideoDecoderSource decoders) {
        this.settings = settings;
        this.models = models;
        this.videos = videos;
        this.decoders = decoders;
    }

    @Override
    public void open(OpenContext context) {
        states =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "unit", TypeInformation.of(UnitState.class)));
        decoder = decoders.open(getRuntimeContext());
        DetectionCounters counters =
                new DetectionCounters(
                        getRuntimeContext().getMetricGroup(), getRuntimeContext()::getLongCounter);
        FrameOpener opener =
                new TimedOpener(
                        new VideoOpener(
                                videos, decoder, settings.limits(), scratch(getRuntimeContext())),
                        counters.decodingTime());
        lease = models.acquire();
        SoughtClasses sought = SoughtClasses.of(settings, lease.model().classes());
        detector = lease.model().newDetector();
        recordings = new RecordingDecoder(settings, detector, sought, opener, counters);
    }

    /** One of Flink's folders for temporary files, which a cluster may keep on a separate disk. */
    private static Path scratch(RuntimeContext context) {
        String[] folders =
                context instanceof StreamingRuntimeContext streaming
                        ? streaming.getTaskManagerRuntimeInfo().getTmpDirectories()
                        : new String[0];
        if (folders.length == 0) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        return Path.of(folders[subtask % folders.length]);
    }

    @Override
    public void close() {
        recordings = null;
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
        if (detector != null) {
            detector.close();
            detector = null;
        }
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    @Override
    public void processElement(VideoSegment segment, Context context, Collector<HorseCrops> out) {
        recordings.segment(segment, new FlinkContext(context, out));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HorseCrops> out) {
        FlinkContext runtime = new FlinkContext(context, out);
        if (timestamp == END_OF_INPUT) {
            recordings.endOfInput(runtime);
        } else {
            recordings.silence(runtime);
        }
    }

    /** Flink at one event. */
    private final class FlinkContext implements RecordingDecoder.Context {

        private final Context flink;
        private final Collector<HorseCrops> out;

        FlinkContext(Context flink, Collector<HorseCrops> out) {
            this.flink = flink;
            this.out = out;
        }

        @Override
        public String unit() {
            return flink.getCurrentKey();
        }

        @Override
        public Optional<UnitState> state() {
            try {
                return Optional.ofNullable(states.value());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        String.format(Locale.ROOT, "The state of unit %s cannot be read", unit()),
                        e);
            }
        }

        @Override
        public void keep(UnitState state) {
            try {
                states.update(state);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        String.format(
                                Locale.ROOT, "The state of unit %s cannot be written", unit()),
                        e);
            }
            flink.timerService().registerEventTimeTimer(END_OF_INPUT);
        }

        @Override
        public void forget() {
            flink.timerService().deleteEventTimeTimer(END_OF_INPUT);
            states.clear();
        }

        @Override
        public long nowMs() {
            return flink.timerService().currentProcessingTime();
        }

        @Override
        public void wakeAt(long ms) {
            flink.timerService().registerProcessingTimeTimer(ms);
        }

        @Override
        public void dontWakeAt(long ms) {
            flink.timerService().deleteProcessingTimeTimer(ms);
        }

        @Override
        public void crops(HorseCrops crops) {
            out.collect(crops);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            flink.output(DEAD_LETTERS, letter);
        }

        @Override
        public void coverage(CoverageSpan span) {
            flink.output(COVERAGE, span);
        }
    }
}
