package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import io.barnhand.gait.operators.stages.tracking.SoughtClasses;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides what becomes of the segments of recordings: which is decoded when, which is given up, and
 * when a recording ends. {@link HorseDetectionFunction} says what to expect of it.
 *
 * <p>What it knows of a unit is in the {@link UnitState} that the {@link Context} keeps; pixels of
 * frames held, which can be decoded again, stay here. Not thread-safe.
 */
final class RecordingDecoder {

    /** What keeps the state of the unit at hand, tells the time and takes what was found. */
    interface Context {

        /** Key of the unit at hand. */
        String unit();

        /** What was kept of the unit; empty before its first segment and once it was forgotten. */
        Optional<UnitState> state();

        /** Keeps the state, and has the unit told of the end of input. */
        void keep(UnitState state);

        /** Forgets the unit, which is then not told of the end of input. */
        void forget();

        /** Processing time, ms since the epoch. */
        long nowMs();

        /** Has the unit woken at a processing time, ms. */
        void wakeAt(long ms);

        /** Takes a {@link #wakeAt} back. */
        void dontWakeAt(long ms);

        void crops(HorseCrops crops);

        void deadLetter(DeadLetter letter);

        void coverage(CoverageSpan span);
    }

    /** How long after a live recording fell silent, or ended, its order is still known. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final DetectionSettings settings;
    private final Detector detector;
    private final SoughtClasses sought;
    private final DetectionCounters counters;
    private final SegmentTracking segments;
    private final HeldTrackings held;

    /** Processing time of the first call, ms. */
    private Long beganMs;

    /**
     * @param settings how horses are found and followed
     * @param detector finds them
     * @param sought what it is asked for
     * @param opener opens segments, on a thread of its own
     * @param metrics told of the work
     */
    RecordingDecoder(
            DetectionSettings settings,
            Detector detector,
            SoughtClasses sought,
            FrameOpener opener,
            DetectionCounters counters) {
        this.settings = settings;
        this.detector = detector;
        this.sought = sought;
        this.counters = counters;
        segments = new SegmentTracking(settings, opener, counters);
        held = new HeldTrackings(settings.heldBytesPerTask());
    }

    /** Takes a segment of the unit at hand. */
    void segment(VideoSegment segment, Context context) {
        begin(context);
        UnitState state = context.state().orElseGet(() -> UnitState.beginning(segment));
        switch (state.order().arrival(segment.sequence())) {
            case DUPLICATE -> counters.duplicateSegment(segment.camera());
            case LATE ->
                    giveUp(
                            segment,
                            "Segment %d of recording %s came after segment %d: decode the recording again if it matters"
                                    .formatted(
                                            segment.sequence(),
                                            segment.recording(),
                                            state.order().next() - 1),
                            context);
            case NEW -> {
                Work work = new Work(state, context);
                work.order = work.order.with(segment);
                boolean ended = work.decodeWhatIsDue();
                while (!ended
                        && (work.order.isOverfull() || nothingElseComes(segment, work.order))) {
                    work.skip();
                    ended = work.decodeWhatIsDue();
                }
                work.leave(ended, false);
            }
        }
    }

    /**
     * Whether the segments that others wait for are missing for good: the last segment of what is
     * not live is also the last to arrive.
     */
    private boolean nothingElseComes(VideoSegment segment, SegmentOrder order) {
        return settings.silence() == null && segment.last() && !order.waiting().isEmpty();
    }

    /** No segment of the unit at hand came for as long as it was to be woken after. */
    void silence(Context context) {
        UnitState state = context.state().orElse(null);
        if (state == null || postponed(state, context)) {
            return;
        }
        if (state.silent()) {
            context.forget();
            return;
        }
        Work work = new Work(state, context);
        work.silent = true;
        work.leave(work.end(FrameTracking.SILENCE), false);
    }

    /** No segment comes any more, of no unit. */
    void endOfInput(Context context) {
        context.state()
                .ifPresent(
                        state -> {
                            Work work = new Work(state, context);
                            work.leave(work.end(FrameTracking.END_OF_RECORDING), true);
                        });
    }

    private void begin(Context context) {
        if (beganMs == null) {
            beganMs = context.nowMs();
        }
    }

    /**
     * Whether a timer was due while the job did not run. That is no silence of the camera, whose
     * segments may wait in the source: it begins anew.
     */
    private boolean postponed(UnitState state, Context context) {
        if (settings.silence() == null) {
            return false;
        }
        begin(context);
        long earliestMs = beganMs + patience(state.silent()).toMillis();
        if (state.silenceMs() == null || state.silenceMs() >= earliestMs) {
            return false;
        }
        context.wakeAt(earliestMs);
        context.keep(state.withSilenceAt(earliestMs));
        return true;
    }

    /** How long a live recording may stay silent before its tracks end, or it is forgotten. */
    private Duration patience(boolean silent) {
        return silent ? FORGOTTEN : settings.silence();
    }

    private static void giveUp(VideoSegment segment, String message, Context context) {
        context.deadLetter(
                DeadLetter.ofSegment(DeadLetterReason.LATE, segment, segment.startUs(), message));
        new SegmentCoverage(segment).spans().forEach(context::coverage);
    }

    /** A unit while it is worked on. */
    private final class Work {

        final UnitState before;
        final Context context;
        final CropBatches batches;
        final FrameTracking tracking;
        SegmentOrder order;
        List<VideoSegment> tail;
        boolean silent;

        Work(UnitState state, Context context) {
            counters.begin();
            this.before = state;
            this.context = context;
            Consumer<HorseCrops> out = context::crops;
            this.batches =
                    new CropBatches(
                            settings.batch(), crops -> counters.emit(state.camera(), crops, out));
            this.order = state.order();
            this.tail = state.tail();
            Optional<FrameTracking> inMemory = held.take(context.unit());
            if (inMemory.isPresent()) {
                tracking = inMemory.get();
            } else {
                tracking =
                        new FrameTracking(
                                state.camera(),
                                state.recording(),
                                settings,
                                detector,
                                sought,
                                state.tracking());
                segments.regain(tail, tracking, context::deadLetter);
            }
        }

        /** Decodes segments as long as they follow each other; whether the last one was there. */
        boolean decodeWhatIsDue() {
            for (Optional<VideoSegment> due; (due = order.due()).isPresent(); ) {
                VideoSegment segment = due.get();
                SegmentCoverage coverage = new SegmentCoverage(segment);
                boolean whole =
                        segments.track(segment, tracking, coverage, batches, context::deadLetter);
                coverage.spans().forEach(context::coverage);
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

        /** Keeps the segments that hold the frames still held, to decode them again. */
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

        /** Gives up the segments that the first one waits for. */
        void skip() {
            long head = order.waiting().get(0).sequence();
            if (head > order.next()) {
                counters.lostSegments(before.camera(), head - order.next());
                tracking.gap(batches);
                order = order.skipped();
            }
        }

        private void beyondEnd(VideoSegment segment) {
            giveUp(
                    segment,
                    "Segment %d of recording %s comes after its last one: correct which is the last"
                            .formatted(segment.sequence(), before.recording()),
                    context);
        }

        /** Ends the tracks once what still waits is decoded; whether the last one was there. */
        boolean end(String reason) {
            boolean ended = false;
            while (!ended && !order.waiting().isEmpty()) {
                skip();
                ended = decodeWhatIsDue();
            }
            if (!ended) {
                tracking.end(reason, batches);
            }
            return ended;
        }

        /** Hands on what was found and keeps what is to be known of the unit, if anything. */
        void leave(boolean ended, boolean endOfInput) {
            batches.flush();
            counters.end(context.nowMs());
            counters.tracks(context.unit(), tracking.shown());
            if (before.silenceMs() != null) {
                context.dontWakeAt(before.silenceMs());
            }
            boolean live = settings.silence() != null;
            if (endOfInput || ended && !live) {
                context.forget();
                return;
            }
            silent |= ended;
            Long silenceMs = null;
            if (live) {
                silenceMs = context.nowMs() + patience(silent).toMillis();
                context.wakeAt(silenceMs);
            }
            context.keep(
                    new UnitState(
                            before.camera(),
                            before.recording(),
                            order,
                            tracking.firstHeldUs() == null ? List.of() : tail,
                            tracking.snapshot(),
                            silenceMs,
                            silent));
            held.keep(context.unit(), tracking);
        }
    }
}
