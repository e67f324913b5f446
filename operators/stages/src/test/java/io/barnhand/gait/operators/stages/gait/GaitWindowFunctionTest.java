package io.barnhand.gait.operators.stages.gait;

import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.PASSES;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.SLIDING;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.START;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.trot;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.monitoring.RegisteredCounters;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** State, timers, restore and counters of the function; what it decides is tested without Flink. */
class GaitWindowFunctionTest {

    @Test
    void closesAPassWhenTheTrackEndsAndForgetsTheTrack() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            harness.feed(trot(0, 4));
            harness.end(4);

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.timers()).isZero();
            assertThat(harness.stateEntries()).isZero();

            harness.endOfInput();
            assertThat(harness.records()).hasSize(1);
        }
    }

    @Test
    void tellsWhatItTookAndHowFarItLagsBehindTheHorse() throws Exception {
        try (Harness harness = new Harness(SLIDING)) {
            List<TrackEvent> track = trot(0, 6);
            harness.feed(track);
            harness.feed(track.subList(10, 12));
            harness.feed(track.subList(178, 179));
            harness.flink.setProcessingTime(START / 1000 + 9000);
            harness.end(6);

            RegisteredCounters counters = harness.counters;
            assertThat(counters.counter("gait.poses")).isEqualTo(183);
            assertThat(counters.counter("gait.latePoses")).isEqualTo(2);
            assertThat(counters.counter("gait.duplicatePoses")).isEqualTo(1);
            assertThat(counters.counter("gait.kind.records{pass}")).isEqualTo(1);
            assertThat(counters.counter("gait.kind.records{sliding}"))
                    .isEqualTo(harness.records().size() - 1);
            assertThat(counters.counter("gait.strides")).isEqualTo(harness.strides().size());
            // The last of 180 frames is 5.967 s after the first, the record 9 s after it.
            assertThat(counters.histogram("gait.lagMs").getStatistics().getValues()).contains(3034);
        }
    }

    @Test
    void closesAPassAtTheEndOfInput() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            harness.feed(trot(0, 4));
            harness.endOfInput();

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void ignoresWatermarksBeforeTheEndOfInput() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            List<TrackEvent> track = trot(0, 4);
            harness.feed(track.subList(0, 60));
            harness.watermark(Long.MAX_VALUE - 1);
            harness.feed(track.subList(60, 120));
            harness.endOfInput();

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.records().get(0).quality().frames()).isEqualTo(120);
        }
    }

    @Test
    void keepsTracksOfTheSameNameOnOtherCamerasApart() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            List<TrackEvent> here = trot(0, 4);
            for (TrackEvent event : here) {
                harness.feed(List.of(event, TrackEvent.of(elsewhere(event.pose()))));
            }
            harness.endOfInput();

            assertThat(harness.records().stream().map(record -> record.track().cameraId()))
                    .containsExactlyInAnyOrder(SyntheticTrack.CAMERA, "arena");
        }
    }

    @Test
    void goesOnFromASnapshotInTheMiddleOfAPassAsIfNothingHadHappened() throws Exception {
        List<TrackEvent> track = trot(0, 8);
        List<GaitRecord> uninterrupted = new ArrayList<>();
        List<StrideRecord> strides = new ArrayList<>();
        List<CoverageSpan> coverage = new ArrayList<>();
        try (Harness harness = new Harness(SLIDING)) {
            harness.feed(track);
            harness.endOfInput();
            uninterrupted.addAll(harness.records());
            strides.addAll(harness.strides());
            coverage.addAll(harness.coverage());
        }
        List<GaitRecord> resumed = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness harness = new Harness(SLIDING)) {
            harness.feed(track.subList(0, 170));
            snapshot = harness.snapshot();
            resumed.addAll(harness.records());
            assertThat(harness.strides()).isEmpty();
            assertThat(harness.coverage()).isEmpty();
        }
        try (Harness harness = new Harness(SLIDING, snapshot)) {
            harness.feed(track.subList(170, track.size()));
            harness.endOfInput();
            resumed.addAll(harness.records());
            assertThat(harness.strides()).isEqualTo(strides).isNotEmpty();
            assertThat(harness.coverage()).isEqualTo(coverage).isNotEmpty();
        }

        assertThat(resumed).isEqualTo(uninterrupted);
    }

    private static HorsePose elsewhere(HorsePose pose) {
        return new HorsePose(
                "arena",
                pose.recording(),
                pose.track(),
                pose.horse(),
                pose.timeUs(),
                pose.imageWidth(),
                pose.imageHeight(),
                pose.box(),
                pose.boxScore(),
                pose.keypoints(),
                pose.model(),
                pose.flags());
    }

    /** Flink's harness, with the words of this test. */
    private static final class Harness implements AutoCloseable {

        private final RegisteredCounters counters = new RegisteredCounters();
        private final KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, GaitRecord> flink;

        Harness(GaitSettings settings) throws Exception {
            this(settings, null);
        }

        Harness(GaitSettings settings, OperatorSubtaskState snapshot) throws Exception {
            flink =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new GaitWindowFunction(settings)),
                            new TrackKey(),
                            Types.STRING,
                            counters.environment());
            flink.setup();
            if (snapshot != null) {
                flink.initializeState(snapshot);
            }
            flink.open();
        }

        void feed(List<TrackEvent> events) throws Exception {
            for (TrackEvent event : events) {
                flink.processElement(event, event.timeUs());
            }
        }

        void end(double seconds) throws Exception {
            feed(List.of(SyntheticTrots.end(seconds)));
        }

        void watermark(long time) throws Exception {
            flink.processWatermark(time);
        }

        void endOfInput() throws Exception {
            flink.processWatermark(Long.MAX_VALUE);
        }

        List<GaitRecord> records() {
            return flink.extractOutputValues();
        }

        List<StrideRecord> strides() {
            return sideOutput(GaitWindowFunction.STRIDES);
        }

        List<CoverageSpan> coverage() {
            return sideOutput(GaitWindowFunction.COVERAGE);
        }

        private <T> List<T> sideOutput(OutputTag<T> tag) {
            Queue<StreamRecord<T>> output = flink.getSideOutput(tag);
            return output == null
                    ? List.of()
                    : output.stream().map(StreamRecord::getValue).toList();
        }

        int timers() {
            return flink.numEventTimeTimers();
        }

        int stateEntries() {
            return flink.numKeyedStateEntries();
        }

        OperatorSubtaskState snapshot() throws Exception {
            return flink.snapshot(1, 1);
        }

        @Override
        public void close() {
            try {
                flink.close();
            } catch (Exception e) {
                throw new IllegalStateException("The harness did not close", e);
            }
        }
    }
}
