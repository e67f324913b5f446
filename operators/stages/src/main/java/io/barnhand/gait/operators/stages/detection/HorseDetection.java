package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import io.barnhand.gait.operators.stages.tracking.SoughtClasses;
import io.barnhand.gait.operators.stages.tracking.TrackingState;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.DecodeAhead;
import io.barnhand.gait.operators.video.decoding.FrameGrid;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import io.barnhand.gait.operators.video.opening.VideoOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
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
 * Decodes segments, finds the horses in them and cuts them out.
 *
 * <p><b>Key:</b> the segment's unit. <b>State:</b> one {@link UnitState} per unit: order of
 * segments, tracks, frames held without their pixels. Pixels of frames held across the border of
 * two segments stay in memory, bounded per subtask; after a restore, or when the bound was reached,
 * they are decoded again from the segments that hold them. State is cleared when a recording ends,
 * of a live one a day later; a segment delivered once more after that begins it anew.
 *
 * <p><b>Emits</b> micro-batches of at most {@link DetectionSettings#batch()} crops as detections
 * come in, the rest when the segments that are due are done; a track's end never before its last
 * crop. To {@link #COVERAGE}, once per segment, what was expected and what was decoded of it.
 *
 * <p><b>Order.</b> The first segment to arrive begins the recording; see {@link SegmentOrder}.
 * Duplicates by sequence are dropped. Segments that do not come, or cannot be read to their end,
 * end the tracks ({@code segment_gap}) and flag the next frame. A segment that comes after it was
 * given up is a dead letter ({@code late}), as is one whose frames all lie before the end of the
 * one before it ({@code bad_start}).
 *
 * <p><b>Timers.</b> An event-time timer at the end of time, which fires at the end of input, ends
 * what the last segment did not; it is deleted when that one comes. With {@link
 * DetectionSettings#silence()} set, a processing-time timer ends the tracks ({@code silence}) of a
 * unit that no segment came for: only for live recordings. Time in which the job did not run is no
 * silence. 24 hours after that the recording is forgotten: a segment that comes then begins it
 * anew.
 *
 * <p><b>Poison.</b> What cannot be decoded, or makes the detector fail, is a {@link #DEAD_LETTERS
 * dead letter} with the time of the first thing lost; frames before it count. Any other failure
 * fails the task. Cancelling waits for the frame being decoded, and leaves no thread.
 */
public final class HorseDetection extends KeyedProcessFunction<String, VideoSegment, HorseCrops> {

    private static final long serialVersionUID = 1L;

    /** Segments, or the rest of them, that could not be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** What was expected and what was decoded of every segment. */
    public static final OutputTag<CoverageSpan> COVERAGE =
            new OutputTag<>("segment-coverage", TypeInformation.of(CoverageSpan.class));

    /** How long after a live recording fell silent, or ended, its order is still known. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private static final int FRAMES_AHEAD = 8;
    private static final long BYTES_AHEAD = 128L << 20;

    private final DetectionSettings settings;
    private final DetectionModelSource models;
    private final VideoFiles videos;
    private final VideoDecoderSource decoders;

    private transient Lease<? extends DetectionModel> lease;
    private transient Detector detector;
    private transient SoughtClasses sought;
    private transient ValueState<UnitState> states;

    /** Units whose held pixels are in memory, the one used longest ago first. */
    private transient Map<String, FrameTracking> live;

    private transient VideoDecoder decoder;
    private transient FrameOpener opener;

    /** Processing time of the first call, ms. */
    private transient Long beganMs;

    private transient DetectionMetrics metrics;

    /**
     * @param settings how horses are found and followed
     * @param models where the detector comes from
     * @param videos where the files come from
     * @param decoders where the decoder comes from
     */
    public HorseDetection(
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
        live = new LinkedHashMap<>();
        decoder = decoders.open(getRuntimeContext());
        beganMs = null;
        metrics = new DetectionMetrics(getRuntimeContext());
        opener =
                new TimedOpener(
                        new VideoOpener(
                                videos, decoder, settings.limits(), scratch(getRuntimeContext())),
                        metrics.decodingTime());
        lease = models.acquire();
        sought = SoughtClasses.of(settings, lease.model().classes());
        detector = lease.model().newDetector();
    }

    /**
     * One of Flink's folders for temporary files, which a cluster may have on a disk of its own.
     */
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
        if (live != null) {
            live.clear();
        }
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
    public void processElement(VideoSegment segment, Context context, Collector<HorseCrops> out)
            throws Exception {
        begin(context);
        UnitState state = states.value();
        if (state == null) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            state =
                    new UnitState(
                            segment.camera(),
                            segment.recording(),
                            SegmentOrder.begin(segment.sequence()),
                            List.of(),
                            TrackingState.beginning(
                                    segment.span() == null ? null : segment.span().anchorUs()),
                            null,
                            false);
        }
        switch (state.order().arrival(segment.sequence())) {
            case DUPLICATE -> {
                metrics.of(segment.camera()).duplicateSegments().inc();
                return;
            }
            case LATE -> {
                dead(
                        context,
                        segment,
                        DeadLetterReason.LATE,
                        segment.startUs(),
                        "Segment %d of recording %s came after segment %d: decode the recording again if it matters"
                                .formatted(
                                        segment.sequence(),
                                        segment.recording(),
                                        state.order().next() - 1));
                cover(context, new SegmentCoverage(segment));
                return;
            }
            case NEW -> {}
        }
        Unit unit = new Unit(state, context, out);
        unit.order = unit.order.with(segment);
        boolean ended = unit.decodeWhatIsDue();
        while (!ended && (unit.order.isOverfull() || nothingElseComes(segment, unit.order))) {
            unit.skip();
            ended = unit.decodeWhatIsDue();
        }
        unit.leave(ended, false, context);
    }

    /**
     * Whether the segments that others wait for are missing for good: the last segment of what is
     * not live is also the last to arrive.
     */
    private boolean nothingElseComes(VideoSegment segment, SegmentOrder order) {
        return settings.silence() == null && segment.last() && !order.waiting().isEmpty();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HorseCrops> out)
            throws Exception {
        UnitState state = states.value();
        if (state == null) {
            return;
        }
        boolean endOfInput = timestamp == Long.MAX_VALUE;
        if (!endOfInput && postponed(state, context)) {
            return;
        }
        if (!endOfInput && state.silent()) {
            context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
            states.clear();
            return;
        }
        Unit unit = new Unit(state, context, out);
        unit.silenceMs = null;
        unit.silent = !endOfInput;
        boolean ended = false;
        while (!ended && !unit.order.waiting().isEmpty()) {
            unit.skip();
            ended = unit.decodeWhatIsDue();
        }
        if (!ended) {
            unit.tracking.end(
                    endOfInput ? FrameTracking.END_OF_RECORDING : FrameTracking.SILENCE,
                    unit.batches);
        }
        unit.leave(ended, endOfInput, context);
    }

    private void begin(Context context) {
        if (beganMs == null) {
            beganMs = context.timerService().currentProcessingTime();
        }
    }

    /**
     * Whether a timer was due while the job did not run. That is no silence of the camera, whose
     * segments may wait in the source: it begins anew.
     */
    private boolean postponed(UnitState state, OnTimerContext context) throws IOException {
        if (settings.silence() == null) {
            return false;
        }
        begin(context);
        long waitMs = (state.silent() ? FORGOTTEN : settings.silence()).toMillis();
        long earliestMs = beganMs + waitMs;
        if (state.silenceMs() == null || state.silenceMs() >= earliestMs) {
            return false;
        }
        context.timerService().registerProcessingTimeTimer(earliestMs);
        states.update(state.withSilenceAt(earliestMs));
        return true;
    }

    /** A unit while it is worked on. */
    private final class Unit {

        final String key;
        final String camera;
        final String recording;
        final Context context;
        final CropBatches batches;
        final FrameTracking tracking;
        SegmentOrder order;
        List<VideoSegment> tail;
        Long silenceMs;
        boolean silent;

        Unit(UnitState state, Context context, Collector<HorseCrops> out) {
            metrics.begin();
            this.key = context.getCurrentKey();
            this.camera = state.camera();
            this.recording = state.recording();
            this.context = context;
            this.batches =
                    new CropBatches(settings.batch(), crops -> metrics.emit(camera, crops, out));
            this.order = state.order();
            this.tail = state.tail();
            this.silenceMs = state.silenceMs();
            FrameTracking inMemory = live.remove(key);
            if (inMemory != null) {
                tracking = inMemory;
            } else {
                tracking =
                        new FrameTracking(
                                camera, recording, settings, detector, sought, state.tracking());
                regain();
            }
        }

        /** Decodes the frames held once more. */
        private void regain() {
            Set<Long> missing = tracking.pixelsMissing();
            if (missing.isEmpty()) {
                return;
            }
            for (VideoSegment segment : tail) {
                try (DecodeAhead ahead = decode(segment, missing::contains)) {
                    for (VideoFrame frame; (frame = ahead.next()) != null; ) {
                        tracking.regain(frame);
                        metrics.of(camera).regainedFrames().inc();
                    }
                } catch (VideoException e) {
                    // What its fault cost was told when it was decoded first; see below.
                    continue;
                }
            }
            Optional<Long> lost = tracking.pixelsMissing().stream().min(Long::compare);
            if (lost.isPresent()) {
                VideoSegment segment = tail.get(tail.size() - 1);
                dead(
                        context,
                        segment,
                        DeadLetterReason.MISSING,
                        lost.get(),
                        "Frames at the end of segment %d of recording %s cannot be decoded once more after a restart: keep segments until their recording has ended"
                                .formatted(segment.sequence(), recording));
                tracking.giveUpMissing();
            }
        }

        /** Decodes segments as long as they follow each other; whether the last one was there. */
        boolean decodeWhatIsDue() {
            for (Optional<VideoSegment> due; (due = order.due()).isPresent(); ) {
                VideoSegment segment = due.get();
                SegmentCoverage coverage = new SegmentCoverage(segment);
                boolean whole = track(segment, coverage);
                cover(context, coverage);
                order = order.taken();
                if (segment.last()) {
                    tracking.end(FrameTracking.END_OF_RECORDING, batches);
                    order.waiting().forEach(this::beyondEnd);
                    order = order.withoutWaiting();
                    return true;
                }
                if (!whole) {
                    tracking.gap(batches);
                }
                rememberTail(segment);
            }
            return false;
        }

        /** Tracks the horses of a segment; whether it was there to its end. */
        private boolean track(VideoSegment segment, SegmentCoverage coverage) {
            try (LogContext log = LogContext.of(segment);
                    DetectionMetrics.Work work = metrics.work(segment, tracking);
                    DecodeAhead ahead = decode(segment, wanted(segment))) {
                for (VideoFrame frame; (frame = metrics.next(ahead)) != null; ) {
                    coverage.frame(frame.timeUs());
                    tracking.frame(frame, segment.clock(), batches);
                }
                if (work.allDisordered()) {
                    dead(
                            context,
                            segment,
                            DeadLetterReason.CLOCK_SET_BACK,
                            segment.startUs(),
                            "Segment %d of recording %s ends before the one before it does: its camera's clock was set back, begin a new recording then"
                                    .formatted(segment.sequence(), recording));
                }
                return true;
            } catch (VideoException e) {
                dead(context, segment, e.reason(), e.timeUs(), e.getMessage());
                return e.reason() == DeadLetterReason.CORRUPT;
            } catch (ModelException e) {
                dead(
                        context,
                        segment,
                        DeadLetterReason.DETECTOR_FAILED,
                        tracking.lastUs(),
                        "The detector failed on a frame of %s, the rest of it is left out: %s"
                                .formatted(segment.uri(), e.getMessage()));
                return false;
            }
        }

        private LongPredicate wanted(VideoSegment segment) {
            TimeRange decoded = segment.decoded();
            if (settings.fps() == null) {
                return decoded::contains;
            }
            Long anchorUs = tracking.anchorUs();
            FrameGrid grid =
                    new FrameGrid(
                            anchorUs == null ? segment.startUs() : anchorUs,
                            settings.fps(),
                            tracking.lastUs());
            return time -> grid.test(time) && decoded.contains(time);
        }

        private DecodeAhead decode(VideoSegment segment, LongPredicate wanted) {
            return new DecodeAhead(
                    opener, segment, wanted, "decode " + key, FRAMES_AHEAD, BYTES_AHEAD);
        }

        private void rememberTail(VideoSegment segment) {
            Long heldUs = tracking.firstHeldUs();
            if (heldUs == null) {
                tail = List.of();
                return;
            }
            List<VideoSegment> more = new ArrayList<>(tail);
            more.add(segment);
            while (more.size() > 1 && more.get(1).startUs() <= heldUs) {
                more.remove(0);
            }
            tail = List.copyOf(more);
        }

        void skip() {
            long head = order.waiting().get(0).sequence();
            if (head > order.next()) {
                metrics.of(camera).lostSegments().inc(head - order.next());
                tracking.gap(batches);
                order = order.skipped();
            }
        }

        private void beyondEnd(VideoSegment segment) {
            dead(
                    context,
                    segment,
                    DeadLetterReason.LATE,
                    segment.startUs(),
                    "Segment %d of recording %s comes after its last one: correct which is the last"
                            .formatted(segment.sequence(), recording));
            cover(context, new SegmentCoverage(segment));
        }

        void leave(boolean ended, boolean endOfInput, Context from) throws Exception {
            batches.flush();
            metrics.end(from.timerService().currentProcessingTime());
            metrics.tracks(key, tracking.shown());
            if (silenceMs != null) {
                from.timerService().deleteProcessingTimeTimer(silenceMs);
                silenceMs = null;
            }
            if (endOfInput || ended && settings.silence() == null) {
                from.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
                states.clear();
                return;
            }
            silent |= ended;
            if (settings.silence() != null) {
                Duration wait = silent ? FORGOTTEN : settings.silence();
                silenceMs = from.timerService().currentProcessingTime() + wait.toMillis();
                from.timerService().registerProcessingTimeTimer(silenceMs);
            }
            if (tracking.firstHeldUs() == null) {
                tail = List.of();
            }
            states.update(
                    new UnitState(
                            camera,
                            recording,
                            order,
                            tail,
                            tracking.snapshot(),
                            silenceMs,
                            silent));
            if (tracking.heldBytes() > 0) {
                live.put(key, tracking);
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        long bytes = live.values().stream().mapToLong(FrameTracking::heldBytes).sum();
        Iterator<FrameTracking> oldest = live.values().iterator();
        while (bytes > settings.heldBytesPerTask() && oldest.hasNext()) {
            bytes -= oldest.next().heldBytes();
            oldest.remove();
        }
    }

    private void cover(Context context, SegmentCoverage coverage) {
        coverage.spans().forEach(span -> context.output(COVERAGE, span));
    }

    private void dead(
            Context context,
            VideoSegment segment,
            DeadLetterReason reason,
            Long timeUs,
            String message) {
        context.output(
                DEAD_LETTERS,
                DeadLetter.of(
                        reason,
                        segment.camera(),
                        segment.recording(),
                        segment.uri(),
                        message,
                        timeUs == null ? Long.valueOf(segment.startUs()) : timeUs));
    }
}
