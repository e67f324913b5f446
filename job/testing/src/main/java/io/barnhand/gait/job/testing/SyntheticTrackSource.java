package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.pipeline.source.TrackSource;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tracks of the kinematic model, one after the other, a dead letter and a span of coverage with the
 * end of each. In a live job it gives a few events between two checkpoints, can wait at a gate, and
 * can fail in the middle. The controls are static, as Flink creates its own instances.
 */
public final class SyntheticTrackSource implements TrackSource {

    static final int TRACKS = 8;

    private static final int POSES = 120;

    /** Of a track: its poses and its end. */
    public static final int EVENTS = POSES + 1;

    private static final int EVENTS_PER_CHECKPOINT = 60;
    private static final OutputTag<DeadLetter> LETTERS =
            new OutputTag<>("letters", TypeInformation.of(DeadLetter.class));
    private static final OutputTag<CoverageSpan> COVERAGE =
            new OutputTag<>("coverage", TypeInformation.of(CoverageSpan.class));

    private static final List<TrackEvent> ALL = events();

    private static CompletableFuture<Void> gate;
    private static CountDownLatch beforeTheGate;
    private static Semaphore restored;
    private static Semaphore checkpoints;
    private static AtomicInteger failuresLeft;
    private static Predicate<String> beforeFailure;

    private final boolean live;
    private final int gateAfter;

    private SyntheticTrackSource(boolean live, int gateAfter) {
        this.live = live;
        this.gateAfter = gateAfter;
    }

    /** All tracks at once. */
    public static SyntheticTrackSource archive() {
        reset(0, recording -> true, 0);
        return new SyntheticTrackSource(false, Integer.MAX_VALUE);
    }

    /**
     * All tracks; fails the given number of times, each time after a completed checkpoint and right
     * behind the end of a track, before another checkpoint can begin.
     *
     * @param written whether the records of a recording have been written; awaited before a failure
     */
    public static SyntheticTrackSource failing(int times, Predicate<String> written) {
        reset(times, written, 0);
        return new SyntheticTrackSource(true, Integer.MAX_VALUE);
    }

    /** All tracks; waits at the gate after the given number of events from its start. */
    public static SyntheticTrackSource gated(int events) {
        reset(0, recording -> true, events);
        return new SyntheticTrackSource(true, events);
    }

    private static void reset(int failures, Predicate<String> written, int before) {
        gate = new CompletableFuture<>();
        beforeTheGate = new CountDownLatch(before);
        restored = new Semaphore(0);
        checkpoints = new Semaphore(0);
        failuresLeft = new AtomicInteger(failures);
        beforeFailure = written;
    }

    public static void openGate() {
        gate.complete(null);
    }

    /** Counts down to 0 when all events before the gate have passed. */
    public static CountDownLatch beforeTheGate() {
        return beforeTheGate;
    }

    /** A permit for every time that the job was restored from a checkpoint. */
    public static Semaphore restored() {
        return restored;
    }

    /** A permit for every checkpoint that was completed. */
    public static Semaphore checkpoints() {
        return checkpoints;
    }

    public static int failuresLeft() {
        return failuresLeft.get();
    }

    @Override
    public boolean bounded() {
        return !live;
    }

    @Override
    public Tracks open(StreamExecutionEnvironment env) {
        RateLimiterStrategy<SourceSplit> pace =
                live ? gatedPace(gateAfter) : RateLimiterStrategy.noOp();
        DataStream<TrackEvent> events =
                env.fromSource(
                                new DataGeneratorSource<>(
                                        index -> ALL.get(index.intValue()),
                                        ALL.size(),
                                        pace,
                                        TypeInformation.of(TrackEvent.class)),
                                WatermarkStrategy.noWatermarks(),
                                "synthetic tracks")
                        .uid("synthetic-tracks")
                        .setParallelism(1);
        SingleOutputStreamOperator<TrackEvent> failing =
                events.process(new FailAfterCheckpointFunction())
                        .returns(TrackEvent.class)
                        .uid("failing")
                        .setParallelism(1);
        return new Tracks(
                failing.assignTimestampsAndWatermarks(TrackSource.eventTime())
                        .uid("event-time")
                        .setParallelism(1),
                Optional.of(failing.getSideOutput(COVERAGE)),
                failing.getSideOutput(LETTERS));
    }

    private static RateLimiterStrategy<SourceSplit> gatedPace(int gateAfter) {
        return parallelism -> new GatedPace(gateAfter);
    }

    private static List<TrackEvent> events() {
        List<TrackEvent> events = new ArrayList<>();
        for (int i = 0; i < TRACKS; i++) {
            SyntheticGait gait = SyntheticGait.ALL[i % SyntheticGait.ALL.length];
            String recording = "recording-" + i;
            String track = recording + "/0/0";
            SyntheticView view =
                    SyntheticView.SIDE
                            .seed(i + 1)
                            .startUs(1_700_000_000_000_000L + i * 60_000_000L)
                            .fps(30)
                            .seconds(POSES / 30.0);
            HorsePose last = null;
            for (HorsePose pose : SyntheticTrack.of(gait, view)) {
                last =
                        new HorsePose(
                                "aisle",
                                recording,
                                track,
                                null,
                                pose.timeUs(),
                                pose.imageWidth(),
                                pose.imageHeight(),
                                pose.box(),
                                pose.boxScore(),
                                pose.keypoints(),
                                pose.model(),
                                pose.flags());
                events.add(TrackEvent.of(last));
            }
            events.add(
                    TrackEvent.of(
                            new TrackEnded("aisle", recording, track, last.timeUs() + 1, "lost")));
        }
        return events;
    }

    /** A few events between two checkpoints. */
    private static final class GatedPace implements RateLimiter<SourceSplit> {

        private final int gateAfter;
        private int given;
        private int left = EVENTS_PER_CHECKPOINT;
        private CompletableFuture<Void> checkpoint = new CompletableFuture<>();

        GatedPace(int gateAfter) {
            this.gateAfter = gateAfter;
        }

        @Override
        public CompletionStage<Void> acquire(int events) {
            given += events;
            if (given > gateAfter && !gate.isDone()) {
                return gate;
            }
            left -= events;
            return left >= 0 ? CompletableFuture.completedFuture(null) : checkpoint;
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            left = EVENTS_PER_CHECKPOINT;
            CompletableFuture<Void> waiting = checkpoint;
            checkpoint = new CompletableFuture<>();
            waiting.complete(null);
        }
    }

    private static final class FailAfterCheckpointFunction
            extends ProcessFunction<TrackEvent, TrackEvent>
            implements CheckpointedFunction, CheckpointListener {

        private static final long serialVersionUID = 1L;

        private boolean completed;

        @Override
        public void processElement(TrackEvent event, Context context, Collector<TrackEvent> out) {
            if (event.ended() != null) {
                TrackEnded end = event.ended();
                context.output(
                        LETTERS,
                        DeadLetter.of(
                                DeadLetterReason.TRUNCATED,
                                end.camera(),
                                end.recording(),
                                "synthetic.mp4",
                                "It ends there",
                                end.timeUs()));
                context.output(
                        COVERAGE,
                        new CoverageSpan(
                                end.camera(),
                                end.recording(),
                                null,
                                CoverageSpan.DECODED,
                                end.timeUs() - 4_000_000,
                                end.timeUs()));
            }
            out.collect(event);
            beforeTheGate.countDown();
            if (event.ended() != null && completed && failuresLeft.get() > 0) {
                while (!beforeFailure.test(event.recording())) {
                    Thread.onSpinWait();
                }
                failuresLeft.decrementAndGet();
                throw new IllegalStateException("Failed on request");
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            if (context.isRestored()) {
                restored.release();
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            completed = true;
            checkpoints.release();
        }
    }
}
