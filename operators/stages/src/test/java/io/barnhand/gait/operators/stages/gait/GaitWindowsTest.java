package io.barnhand.gait.operators.stages.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.monitoring.RegisteredMetrics;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class GaitWindowsTest {

    private static final long START = SyntheticView.SIDE.startUs();
    private static final GaitSettings PASSES = settings(Duration.ZERO, Duration.ofSeconds(60));
    private static final GaitSettings SLIDING =
            settings(Duration.ofSeconds(5), Duration.ofSeconds(60));

    @Test
    void closesAPassWhenAPoseFollowsAfterAGap() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            harness.feed(trot(0, 4));
            assertThat(harness.records()).isEmpty();
            assertThat(harness.timers()).isEqualTo(1);

            // The first pose after the gap may still be overtaken; the next second settles it.
            harness.feed(trot(6, 8.2));

            assertThat(harness.records()).hasSize(1);
            GaitRecord record = harness.records().get(0);
            assertThat(record.gait().name()).isEqualTo(GaitClass.TROT);
            assertThat(record.window().kind()).isEqualTo(GaitWindow.PASS);
            assertThat(record.window().startMs()).isEqualTo(START / 1000);
            assertThat(record.quality().frames()).isEqualTo(120);
            assertThat(record.quality().flags()).doesNotContain(GaitFlags.PASS_TRUNCATED);
        }
    }

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

            RegisteredMetrics metrics = harness.metrics;
            assertThat(metrics.counter("gait.poses")).isEqualTo(183);
            assertThat(metrics.counter("gait.latePoses")).isEqualTo(2);
            assertThat(metrics.counter("gait.duplicatePoses")).isEqualTo(1);
            assertThat(metrics.counter("gait.kind.records{pass}")).isEqualTo(1);
            assertThat(metrics.counter("gait.kind.records{sliding}"))
                    .isEqualTo(harness.records().size() - 1);
            assertThat(metrics.counter("gait.strides")).isEqualTo(harness.strides().size());
            // The last of 180 frames is 5.967 s after the first, the record 9 s after it.
            assertThat(metrics.histogram("gait.lagMs").getStatistics().getValues()).contains(3034);
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
    void cutsAPassThatLastsTooLong() throws Exception {
        try (Harness harness = new Harness(settings(Duration.ZERO, Duration.ofSeconds(6)))) {
            harness.feed(trot(0, 10));
            harness.end(10);

            assertThat(harness.records()).hasSize(2);
            GaitRecord cut = harness.records().get(0);
            GaitRecord rest = harness.records().get(1);
            assertThat(cut.quality().flags()).contains(GaitFlags.PASS_TRUNCATED);
            assertThat(cut.quality().frames()).isEqualTo(180);
            assertThat(rest.quality().flags()).doesNotContain(GaitFlags.PASS_TRUNCATED);
            assertThat(rest.quality().frames()).isEqualTo(120);
        }
    }

    @Test
    void keepsNoMorePosesThanItsCap() throws Exception {
        List<TrackEvent> fast = new ArrayList<>();
        HorsePose pose = SyntheticTrack.standing(SyntheticView.SIDE).get(0);
        for (int i = 0; i < GaitWindows.MAX_POSES + 3000; i++) {
            fast.add(TrackEvent.of(detection(pose, START + i * 1000L)));
        }
        try (Harness harness = new Harness(PASSES)) {
            harness.feed(fast);

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.records().get(0).quality().frames())
                    .isEqualTo(GaitWindows.MAX_POSES);
            assertThat(harness.records().get(0).quality().flags())
                    .contains(GaitFlags.PASS_TRUNCATED, GaitFlags.DETECTION_ONLY);
        }
    }

    @Test
    void cutsSlidingWindowsOnAGridFromTheFirstPose() throws Exception {
        try (Harness harness = new Harness(SLIDING)) {
            harness.feed(trot(0, 9));
            harness.end(9);

            List<GaitRecord> sliding = harness.records(GaitWindow.SLIDING);
            assertThat(sliding.stream().map(r -> r.window().startMs() - START / 1000))
                    .containsExactly(0L, 1000L, 2000L, 3000L);
            assertThat(sliding)
                    .allSatisfy(
                            r -> {
                                assertThat(r.window().endMs() - r.window().startMs())
                                        .isEqualTo(5000);
                                assertThat(r.gait().name()).isEqualTo(GaitClass.TROT);
                                assertThat(r.quality().frames()).isBetween(149, 151);
                            });
            assertThat(harness.records(GaitWindow.PASS)).hasSize(1);
        }
    }

    @Test
    void slidingWindowsRunOnOverTheCutOfALongPassButNotThroughSilence() throws Exception {
        GaitSettings brief = settings(Duration.ofSeconds(5), Duration.ofSeconds(6));
        try (Harness harness = new Harness(brief)) {
            harness.feed(trot(0, 8));
            harness.feed(trot(1000, 1007));
            harness.end(1007);

            List<GaitRecord> sliding = harness.records(GaitWindow.SLIDING);
            List<Long> starts =
                    sliding.stream().map(r -> r.window().startMs() - START / 1000).toList();
            assertThat(starts).startsWith(0L, 1000L, 2000L).doesNotHaveDuplicates();
            assertThat(starts.stream().filter(s -> s >= 8000 && s < 996_000)).isEmpty();
            assertThat(starts).contains(1_000_000L, 1_001_000L);
            assertThat(sliding.get(2).quality().frames()).isBetween(149, 151);
        }
    }

    @Test
    void givesTheSameRecordsInWhateverOrderPosesArriveWithinASecond() throws Exception {
        List<TrackEvent> track = new ArrayList<>(trot(0, 4));
        track.addAll(trot(6, 12));
        List<TrackEvent> reversed = new ArrayList<>();
        List<TrackEvent> shuffled = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < track.size(); i += 15) {
            List<TrackEvent> half = track.subList(i, Math.min(i + 15, track.size()));
            List<TrackEvent> backwards = new ArrayList<>(half);
            Collections.reverse(backwards);
            reversed.addAll(backwards);
            List<TrackEvent> mixed = new ArrayList<>(half);
            mixed.addAll(half.subList(0, 3));
            Collections.shuffle(mixed, random);
            shuffled.addAll(mixed);
        }

        List<GaitRecord> inOrder = run(SLIDING, track);

        assertThat(inOrder).hasSizeGreaterThan(2);
        assertThat(run(SLIDING, reversed)).isEqualTo(inOrder);
        assertThat(run(SLIDING, shuffled)).isEqualTo(inOrder);
    }

    @Test
    void dropsAndCountsPosesThatComeTooLate() throws Exception {
        List<TrackEvent> track = trot(0, 4);
        try (Harness harness = new Harness(PASSES)) {
            harness.feed(track.subList(10, 120));
            harness.feed(track.subList(0, 10));
            harness.end(4);

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.records().get(0).quality().frames()).isEqualTo(110);
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

    @Test
    void givesPresenceWithoutAPoseModel() throws Exception {
        try (Harness harness = new Harness(PASSES)) {
            for (TrackEvent event : trot(0, 4)) {
                harness.feed(List.of(TrackEvent.of(detection(event.pose(), event.timeUs()))));
            }
            harness.endOfInput();

            assertThat(harness.records()).hasSize(1);
            assertThat(harness.records().get(0).provenance().poseStatus())
                    .isEqualTo(Provenance.STATUS_DETECTION_ONLY);
            assertThat(harness.coverage())
                    .extracting(CoverageSpan::kind)
                    .containsExactly(CoverageSpan.HORSE);
        }
    }

    @Test
    void givesTheStridesOfAPassOnceItIsClosed() throws Exception {
        List<TrackEvent> track = trot(0, 8);
        List<HorsePose> poses = track.stream().map(TrackEvent::pose).toList();
        try (Harness harness = new Harness(SLIDING)) {
            harness.feed(track);
            assertThat(harness.records(GaitWindow.SLIDING)).isNotEmpty();
            assertThat(harness.strides()).isEmpty();
            harness.endOfInput();

            assertThat(harness.strides())
                    .isEqualTo(new GaitEstimator(SLIDING).pass(poses, false).strides())
                    .isNotEmpty();
        }
    }

    @Test
    void tellsWhenTheHorseWasSeenAndUsableOnceAPassIsClosed() throws Exception {
        List<TrackEvent> first = trot(0, 7);
        List<TrackEvent> second = trot(9, 13);
        try (Harness harness = new Harness(SLIDING)) {
            harness.feed(first);
            assertThat(harness.records(GaitWindow.SLIDING)).isNotEmpty();
            assertThat(harness.coverage()).isEmpty();
            harness.feed(second);
            harness.endOfInput();

            assertThat(harness.coverage())
                    .extracting(CoverageSpan::kind)
                    .containsExactly(
                            CoverageSpan.HORSE,
                            CoverageSpan.USABLE,
                            CoverageSpan.HORSE,
                            CoverageSpan.USABLE);
            assertThat(harness.coverage())
                    .filteredOn(span -> span.kind().equals(CoverageSpan.HORSE))
                    .extracting(CoverageSpan::startUs)
                    .containsExactly(first.get(0).timeUs(), second.get(0).timeUs());
            assertThat(harness.coverage())
                    .allSatisfy(
                            span -> {
                                assertThat(span.camera()).isEqualTo(SyntheticTrack.CAMERA);
                                assertThat(span.recording()).isEqualTo(SyntheticTrack.RECORDING);
                                assertThat(span.track()).isEqualTo(SyntheticTrack.TRACK);
                            });
        }
    }

    @Test
    void passesThatFollowEachOtherLeaveNoHoleInTheCoverage() throws Exception {
        try (Harness harness = new Harness(settings(Duration.ZERO, Duration.ofSeconds(6)))) {
            harness.feed(trot(0, 10));
            harness.end(10);

            List<CoverageSpan> seen =
                    harness.coverage().stream()
                            .filter(span -> span.kind().equals(CoverageSpan.HORSE))
                            .toList();
            assertThat(seen).hasSize(2);
            assertThat(seen.get(0).endUs()).isCloseTo(seen.get(1).startUs(), within(2L));
            assertThat(seen.get(1).endUs()).isCloseTo(START + 10_000_000, within(2L));
        }
    }

    private static List<GaitRecord> run(GaitSettings settings, List<TrackEvent> events)
            throws Exception {
        try (Harness harness = new Harness(settings)) {
            harness.feed(events);
            harness.endOfInput();
            return harness.records();
        }
    }

    private static List<TrackEvent> trot(double fromSeconds, double toSeconds) {
        return SyntheticTrack.of(
                        SyntheticGait.TROT,
                        SyntheticView.SIDE
                                .noise(0.01)
                                .startUs(START + Math.round(fromSeconds * 1e6))
                                .seconds(toSeconds - fromSeconds))
                .stream()
                .map(TrackEvent::of)
                .toList();
    }

    private static GaitSettings settings(Duration sliding, Duration passMax) {
        return new GaitSettings(
                new KeypointTraits(0.3, KeypointTraits.UNVERIFIED),
                Map.of(),
                GaitSettings.DEFAULT_PASS_GAP,
                passMax,
                sliding,
                GaitSettings.DEFAULT_HOP,
                Map.of(),
                Set.of(),
                Map.of());
    }

    private static HorsePose detection(HorsePose pose, long timeUs) {
        float[] none = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(none, Float.NaN);
        return new HorsePose(
                pose.camera(),
                pose.recording(),
                pose.track(),
                null,
                timeUs,
                pose.imageWidth(),
                pose.imageHeight(),
                new Box(100, 100, 300, 300),
                pose.boxScore(),
                none,
                null,
                pose.flags());
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

        private final RegisteredMetrics metrics = new RegisteredMetrics();
        private final KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, GaitRecord> flink;

        Harness(GaitSettings settings) throws Exception {
            this(settings, null);
        }

        Harness(GaitSettings settings, OperatorSubtaskState snapshot) throws Exception {
            flink =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new GaitWindows(settings)),
                            new TrackKey(),
                            Types.STRING,
                            metrics.environment());
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
            feed(
                    List.of(
                            TrackEvent.of(
                                    new TrackEnded(
                                            SyntheticTrack.CAMERA,
                                            SyntheticTrack.RECORDING,
                                            SyntheticTrack.TRACK,
                                            START + Math.round(seconds * 1e6),
                                            "lost"))));
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
            return sideOutput(GaitWindows.STRIDES);
        }

        List<CoverageSpan> coverage() {
            return sideOutput(GaitWindows.COVERAGE);
        }

        private <T> List<T> sideOutput(OutputTag<T> tag) {
            Queue<StreamRecord<T>> output = flink.getSideOutput(tag);
            return output == null
                    ? List.of()
                    : output.stream().map(StreamRecord::getValue).toList();
        }

        List<GaitRecord> records(String kind) {
            return records().stream().filter(r -> r.window().kind().equals(kind)).toList();
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
