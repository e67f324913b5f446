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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides what happens with the segments of recordings: which is decoded when, which is given up,
 * and when a recording ends. {@link HorseDetectionFunction} describes the behaviour.
 *
 * <p>The state of a unit is a {@link UnitState}, which the {@link Context} keeps; pixels of held
 * frames, which can be decoded again, stay here. Not thread-safe.
 */
final class RecordingDecoder {

    /** Keeps the state of the current unit, gives the time and takes the results. */
    interface Context {

        /** Key of the current unit. */
        String unit();

        /** State of the unit; empty before its first segment and after {@link #forget}. */
        Optional<UnitState> state();

        /** Keeps the state, and registers the unit for {@link #endOfInput}. */
        void keep(UnitState state);

        /** Forgets the unit and its registration for {@link #endOfInput}. */
        void forget();

        /** Processing time, ms since the epoch. */
        long nowMs();

        /** Requests a call of {@link #silence} at a processing time, ms. */
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
     * @param sought classes that it is asked for
     * @param opener opens segments, on a separate thread
     * @param counters of the work
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

    /** Takes a segment of the current unit. */
    void segment(VideoSegment segment, Context context) {
        begin(context);
        UnitState state = context.state().orElseGet(() -> UnitState.beginning(segment));
        switch (state.order().arrival(segment.sequence())) {
            case DUPLICATE -> counters.duplicateSegment(segment.camera());
            case LATE ->
                    giveUp(
                            segment,
                            String.format(
                                    Locale.ROOT,
                                    "Segment %d of recording %s arrived after segment %d; decode the recording again to include it",
                                    segment.sequence(),
                                    segment.recording(),
                                    state.order().next() - 1),
                            context);
            case NEW -> {
                UnitDecoding unit = new UnitDecoding(state, context);
                unit.order = unit.order.with(segment);
                boolean ended = unit.decodeWhatIsDue();
                while (!ended
                        && (unit.order.isOverfull() || nothingElseComes(segment, unit.order))) {
                    unit.skip();
                    ended = unit.decodeWhatIsDue();
                }
                unit.leave(ended, false);
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

    /** No segment of the current unit came until the requested time. */
    void silence(Context context) {
        UnitState state = context.state().orElse(null);
        if (state == null || postponed(state, context)) {
            return;
        }
        if (state.silent()) {
            context.forget();
            return;
        }
        UnitDecoding unit = new UnitDecoding(state, context);
        unit.silent = true;
        unit.leave(unit.end(FrameTracking.SILENCE), false);
    }

    /** No segment of any unit comes any more. */
    void endOfInput(Context context) {
        context.state()
                .ifPresent(
                        state -> {
                            UnitDecoding unit = new UnitDecoding(state, context);
                            unit.leave(unit.end(FrameTracking.END_OF_RECORDING), true);
                        });
    }

    private void begin(Context context) {
        if (beganMs == null) {
            beganMs = context.nowMs();
        }
    }

    /**
     * Whether a timer was due while the job did not run. That is no silence of the camera, whose
     * segments may wait in the source, so the wait starts again.
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

    /** A unit while its segments are decoded. */
    private final class UnitDecoding {

        final UnitState before;
        final Context context;
        final CropBatches batches;
        final FrameTracking tracking;
        SegmentOrder order;
        List<VideoSegment> tail;
        boolean silent;

        UnitDecoding(UnitState state, Context context) {
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
                    String.format(
                            Locale.ROOT,
                            "Segment %d of recording %s comes after its last segment; mark the right segment as the last",
                            segment.sequence(),
                            before.recording()),
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

        /** Emits what was found and keeps the state of the unit, if any is left. */
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
