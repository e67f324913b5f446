package io.barnhand.gait.operators.stages.gait;

import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.PASSES;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.SLIDING;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.START;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.settings;
import static io.barnhand.gait.operators.stages.gait.SyntheticTrots.trot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackWindowsTest {

    @Test
    void closesAPassWhenAPoseFollowsAfterAGap() {
        PlainWindows tracks = new PlainWindows(PASSES);
        tracks.feed(trot(0, 4));
        assertThat(tracks.records()).isEmpty();
        assertThat(tracks.timers()).isEqualTo(1);

        // The first pose after the gap may still be overtaken; the next second settles it.
        tracks.feed(trot(6, 8.2));

        assertThat(tracks.records()).hasSize(1);
        GaitRecord record = tracks.records().get(0);
        assertThat(record.gait().name()).isEqualTo(GaitClass.TROT);
        assertThat(record.window().kind()).isEqualTo(GaitWindow.PASS);
        assertThat(record.window().startMs()).isEqualTo(START / 1000);
        assertThat(record.quality().frames()).isEqualTo(120);
        assertThat(record.quality().flags()).doesNotContain(GaitFlag.PASS_TRUNCATED);
    }

    @Test
    void cutsAPassThatLastsTooLong() {
        PlainWindows tracks = new PlainWindows(settings(Duration.ZERO, Duration.ofSeconds(6)));
        tracks.feed(trot(0, 10));
        tracks.end(10);

        assertThat(tracks.records()).hasSize(2);
        GaitRecord cut = tracks.records().get(0);
        GaitRecord rest = tracks.records().get(1);
        assertThat(cut.quality().flags()).contains(GaitFlag.PASS_TRUNCATED);
        assertThat(cut.quality().frames()).isEqualTo(180);
        assertThat(rest.quality().flags()).doesNotContain(GaitFlag.PASS_TRUNCATED);
        assertThat(rest.quality().frames()).isEqualTo(120);
    }

    @Test
    void keepsNoMorePosesThanItsCap() {
        List<TrackEvent> fast = new ArrayList<>();
        HorsePose pose = SyntheticTrack.standing(SyntheticView.SIDE).get(0);
        for (int i = 0; i < TrackWindows.MAX_POSES + 3000; i++) {
            fast.add(TrackEvent.of(detection(pose, START + i * 1000L)));
        }
        PlainWindows tracks = new PlainWindows(PASSES);
        tracks.feed(fast);

        assertThat(tracks.records()).hasSize(1);
        assertThat(tracks.records().get(0).quality().frames()).isEqualTo(TrackWindows.MAX_POSES);
        assertThat(tracks.records().get(0).quality().flags())
                .contains(GaitFlag.PASS_TRUNCATED, GaitFlag.DETECTION_ONLY);
    }

    @Test
    void cutsSlidingWindowsOnAGridFromTheFirstPose() {
        PlainWindows tracks = new PlainWindows(SLIDING);
        tracks.feed(trot(0, 9));
        tracks.end(9);

        List<GaitRecord> sliding = tracks.records(GaitWindow.SLIDING);
        assertThat(sliding.stream().map(r -> r.window().startMs() - START / 1000))
                .containsExactly(0L, 1000L, 2000L, 3000L);
        assertThat(sliding)
                .allSatisfy(
                        r -> {
                            assertThat(r.window().endMs() - r.window().startMs()).isEqualTo(5000);
                            assertThat(r.gait().name()).isEqualTo(GaitClass.TROT);
                            assertThat(r.quality().frames()).isBetween(149, 151);
                        });
        assertThat(tracks.records(GaitWindow.PASS)).hasSize(1);
    }

    @Test
    void slidingWindowsRunOnOverTheCutOfALongPassButNotThroughSilence() {
        GaitSettings brief = settings(Duration.ofSeconds(5), Duration.ofSeconds(6));
        PlainWindows tracks = new PlainWindows(brief);
        tracks.feed(trot(0, 8));
        tracks.feed(trot(1000, 1007));
        tracks.end(1007);

        List<GaitRecord> sliding = tracks.records(GaitWindow.SLIDING);
        List<Long> starts = sliding.stream().map(r -> r.window().startMs() - START / 1000).toList();
        assertThat(starts).startsWith(0L, 1000L, 2000L).doesNotHaveDuplicates();
        assertThat(starts.stream().filter(s -> s >= 8000 && s < 996_000)).isEmpty();
        assertThat(starts).contains(1_000_000L, 1_001_000L);
        assertThat(sliding.get(2).quality().frames()).isBetween(149, 151);
    }

    @Test
    void givesTheSameRecordsInWhateverOrderPosesArriveWithinASecond() {
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
    void dropsAndCountsPosesThatComeTooLate() {
        List<TrackEvent> track = trot(0, 4);
        PlainWindows tracks = new PlainWindows(PASSES);
        tracks.feed(track.subList(10, 120));
        tracks.feed(track.subList(0, 10));
        tracks.end(4);

        assertThat(tracks.records()).hasSize(1);
        assertThat(tracks.records().get(0).quality().frames()).isEqualTo(110);
        assertThat(tracks.late()).isEqualTo(10);
        assertThat(tracks.duplicates()).isZero();
    }

    @Test
    void dropsAndCountsPosesOfATimeThatItsTrackHas() {
        PlainWindows tracks = new PlainWindows(PASSES);
        List<TrackEvent> track = trot(0, 4);
        tracks.feed(track);
        tracks.feed(track.subList(118, 120));
        tracks.end(4);

        assertThat(tracks.records().get(0).quality().frames()).isEqualTo(120);
        assertThat(tracks.duplicates()).isEqualTo(2);
        assertThat(tracks.late()).isZero();
    }

    @Test
    void forgetsATrackThatHasEnded() {
        PlainWindows tracks = new PlainWindows(PASSES);
        tracks.feed(trot(0, 4));
        assertThat(tracks.posesKept()).isEqualTo(120);
        tracks.end(4);

        assertThat(tracks.posesKept()).isZero();
        assertThat(tracks.timers()).isZero();
        tracks.endOfInput();
        assertThat(tracks.records()).hasSize(1);
    }

    @Test
    void givesPresenceWithoutAPoseModel() {
        PlainWindows tracks = new PlainWindows(PASSES);
        for (TrackEvent event : trot(0, 4)) {
            tracks.feed(List.of(TrackEvent.of(detection(event.pose(), event.timeUs()))));
        }
        tracks.endOfInput();

        assertThat(tracks.records()).hasSize(1);
        assertThat(tracks.records().get(0).provenance().poseStatus())
                .isEqualTo(Provenance.STATUS_DETECTION_ONLY);
        assertThat(tracks.coverage())
                .extracting(CoverageSpan::kind)
                .containsExactly(CoverageSpan.HORSE);
    }

    @Test
    void givesTheStridesOfAPassOnceItIsClosed() {
        List<TrackEvent> track = trot(0, 8);
        List<HorsePose> poses = track.stream().map(TrackEvent::pose).toList();
        PlainWindows tracks = new PlainWindows(SLIDING);
        tracks.feed(track);
        assertThat(tracks.records(GaitWindow.SLIDING)).isNotEmpty();
        assertThat(tracks.strides()).isEmpty();
        tracks.endOfInput();

        assertThat(tracks.strides())
                .isEqualTo(new GaitEstimator(SLIDING).pass(poses, false).strides())
                .isNotEmpty();
    }

    @Test
    void tellsWhenTheHorseWasSeenAndUsableOnceAPassIsClosed() {
        List<TrackEvent> first = trot(0, 7);
        List<TrackEvent> second = trot(9, 13);
        PlainWindows tracks = new PlainWindows(SLIDING);
        tracks.feed(first);
        assertThat(tracks.records(GaitWindow.SLIDING)).isNotEmpty();
        assertThat(tracks.coverage()).isEmpty();
        tracks.feed(second);
        tracks.endOfInput();

        assertThat(tracks.coverage())
                .extracting(CoverageSpan::kind)
                .containsExactly(
                        CoverageSpan.HORSE,
                        CoverageSpan.USABLE,
                        CoverageSpan.HORSE,
                        CoverageSpan.USABLE);
        assertThat(tracks.coverage())
                .filteredOn(span -> span.kind().equals(CoverageSpan.HORSE))
                .extracting(CoverageSpan::startUs)
                .containsExactly(first.get(0).timeUs(), second.get(0).timeUs());
        assertThat(tracks.coverage())
                .allSatisfy(
                        span -> {
                            assertThat(span.camera()).isEqualTo(SyntheticTrack.CAMERA);
                            assertThat(span.recording()).isEqualTo(SyntheticTrack.RECORDING);
                            assertThat(span.track()).isEqualTo(SyntheticTrack.TRACK);
                        });
    }

    @Test
    void passesThatFollowEachOtherLeaveNoHoleInTheCoverage() {
        PlainWindows tracks = new PlainWindows(settings(Duration.ZERO, Duration.ofSeconds(6)));
        tracks.feed(trot(0, 10));
        tracks.end(10);

        List<CoverageSpan> seen =
                tracks.coverage().stream()
                        .filter(span -> span.kind().equals(CoverageSpan.HORSE))
                        .toList();
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).endUs()).isCloseTo(seen.get(1).startUs(), within(2L));
        assertThat(seen.get(1).endUs()).isCloseTo(START + 10_000_000, within(2L));
    }

    private static List<GaitRecord> run(GaitSettings settings, List<TrackEvent> events) {
        PlainWindows tracks = new PlainWindows(settings);
        tracks.feed(events);
        tracks.endOfInput();
        return tracks.records();
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
}
