package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.FrameFlags;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.Clips;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One recording, whole and cut into segments of a second, through the operator. */
@Slow
class SegmentsCutTest {

    private static final int FRAMES = 150;
    private static final long START = 1_700_000_000_000_000L;

    @TempDir static Path folder;

    private static VideoSegment whole;
    private static List<VideoSegment> pieces;
    private static DetectionHarness truth;

    @BeforeAll
    static void record() throws Exception {
        Path file = clip("whole.avi", 0, FRAMES);
        whole = segment(0, file, 0, true);
        pieces = new ArrayList<>();
        for (int second = 0; second < FRAMES / 30; second++) {
            Path piece = clip("piece" + second + ".avi", 30 * second, 30);
            pieces.add(segment(second, piece, second, 30 * (second + 1) == FRAMES));
        }
        truth = new DetectionHarness(settings());
        truth.play(List.of(whole)).close();
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("decode "));
    }

    private static Path clip(String name, int first, int frames) {
        return Clips.lossless(
                folder.resolve(name),
                Paddock.WIDTH,
                Paddock.HEIGHT,
                frames,
                i -> Paddock.frame(first + i));
    }

    private static VideoSegment segment(long sequence, Path file, int second, boolean last) {
        return new VideoSegment(
                "cam",
                "rec",
                sequence,
                "cam/rec",
                file.toString(),
                START + second * 1_000_000L,
                ClockStatus.KNOWN,
                last,
                null,
                -1,
                null);
    }

    private static DetectionSettings settings() {
        return DetectionSettings.defaults(Set.of("horse"));
    }

    private static DetectionSettings settings(Double fps, Duration silence, long perTask) {
        DetectionSettings d = settings();
        return new DetectionSettings(
                d.score(),
                d.floor(),
                d.every(),
                d.margin(),
                d.accepted(),
                d.buffer(),
                d.maxHorses(),
                d.batch(),
                d.limits(),
                fps,
                d.roster(),
                silence,
                d.heldBytes(),
                perTask);
    }

    private static List<VideoSegment> open(List<VideoSegment> segments) {
        return segments.stream()
                .map(
                        s ->
                                new VideoSegment(
                                        s.camera(),
                                        s.recording(),
                                        s.sequence(),
                                        s.unit(),
                                        s.uri(),
                                        s.startUs(),
                                        s.clock(),
                                        false,
                                        s.durationUs(),
                                        s.bytes(),
                                        s.sha256()))
                .toList();
    }

    private static void assertTruth(DetectionHarness harness) {
        assertThat(harness.dead).isEmpty();
        assertThat(harness.cuts).containsExactlyElementsOf(truth.cuts);
        assertThat(harness.ended).containsExactlyElementsOf(truth.ended);
    }

    @Test
    void theWholeRecordingGivesWhatWasDrawn() {
        assertThat(truth.cuts).hasSizeGreaterThan(180);
        assertThat(truth.cuts)
                .extracting(DetectionHarness.Cut::track)
                .contains("rec/" + START + "/0");
        assertThat(truth.cuts).anyMatch(c -> c.flags().contains(FrameFlags.DUPLICATE_FRAMES));
        assertThat(truth.cuts).anyMatch(c -> c.flags().contains(FrameFlags.OVERLAP));
        assertThat(truth.cuts).anyMatch(c -> c.flags().contains(FrameFlags.RIDER));
        assertThat(truth.cuts).anyMatch(c -> !c.flags().contains(FrameFlags.RIDER));
        assertThat(truth.ended).extracting(TrackEnded::reason).contains("end_of_recording");
        assertThat(truth.largestBatch).isEqualTo(16);
        assertThat(truth.dead).isEmpty();
    }

    @Test
    void cuttingIntoSegmentsChangesNothing() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            assertTruth(harness.play(pieces));
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.eventTimers()).isZero();
        }
    }

    @Test
    void restartingBetweenSegmentsChangesNothing() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            for (VideoSegment piece : pieces) {
                harness.play(List.of(piece));
                harness.restart();
            }
            assertTruth(harness);
        }
    }

    @Test
    void droppingHeldPixelsForLackOfRoomChangesNothing() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings(null, null, 1))) {
            assertTruth(harness.play(pieces));
        }
    }

    @Test
    void segmentsOutOfOrderAndTwiceChangeNothing() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(
                    List.of(
                            pieces.get(0),
                            pieces.get(2),
                            pieces.get(0),
                            pieces.get(2),
                            pieces.get(3),
                            pieces.get(1),
                            pieces.get(3),
                            pieces.get(4)));
            assertTruth(harness);
        }
    }

    @Test
    void decimationKeepsToTheRecordingToo() throws Exception {
        DetectionSettings tenPerSecond = settings(10.0, null, 1 << 20);
        try (DetectionHarness one = new DetectionHarness(tenPerSecond);
                DetectionHarness cut = new DetectionHarness(tenPerSecond)) {
            one.play(List.of(whole));
            for (VideoSegment piece : pieces) {
                cut.play(List.of(piece));
                cut.restart();
            }
            assertThat(cut.cuts).containsExactlyElementsOf(one.cuts).hasSizeGreaterThan(40);
            assertThat(one.cuts).allMatch(c -> (c.timeUs() - START) % 100_000 == 0);
        }
    }

    @Test
    void theEndOfInputEndsARecordingThatWasLeftOpen() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(open(pieces));
            assertThat(harness.eventTimers()).isEqualTo(1);
            harness.restart();
            assertTruth(harness.endInput());
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void aMissingSegmentEndsTheTracksAndFlagsWhatFollows() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            List<VideoSegment> open = open(pieces);
            harness.play(List.of(open.get(0), open.get(1), open.get(3), open.get(4)));
            assertThat(harness.ended).isEmpty();
            harness.endInput();

            assertThat(harness.ended)
                    .filteredOn(track -> track.reason().equals("segment_gap"))
                    .isNotEmpty()
                    .allMatch(track -> track.timeUs() < START + 2_000_000);
            assertThat(harness.cuts)
                    .filteredOn(cut -> cut.flags().contains(FrameFlags.SEGMENT_GAP))
                    .isNotEmpty()
                    .allMatch(cut -> cut.timeUs() == START + 3_000_000);
            assertThat(harness.cuts)
                    .noneMatch(cut -> cut.timeUs() / 1_000_000 == START / 1_000_000 + 2);
        }
    }

    @Test
    void theLastSegmentEndsARecordingOfWhichOthersAreMissing() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings());
                DetectionHarness open = new DetectionHarness(settings())) {
            harness.play(List.of(pieces.get(0), pieces.get(1), pieces.get(3), pieces.get(4)));
            List<VideoSegment> left = open(pieces);
            open.play(List.of(left.get(0), left.get(1), left.get(3), left.get(4))).endInput();

            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.eventTimers()).isZero();
            assertThat(harness.cuts).containsExactlyElementsOf(open.cuts);
            assertThat(harness.ended).containsExactlyElementsOf(open.ended).isNotEmpty();
        }
    }

    @Test
    void aSegmentThatIsWaitedForTooLongIsGivenUpAndThenLate() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            VideoSegment first = open(pieces).get(0);
            List<VideoSegment> later = new ArrayList<>();
            for (int sequence = 2; sequence <= 10; sequence++) {
                later.add(segment(sequence, Path.of(first.uri()), sequence, false));
            }
            harness.play(List.of(first)).play(later.subList(0, 8));
            assertThat(harness.ended).isEmpty();
            harness.play(later.subList(8, 9));
            assertThat(harness.ended).extracting(TrackEnded::reason).contains("segment_gap");

            harness.play(List.of(segment(1, Path.of(first.uri()), 1, false)));

            assertThat(harness.dead).extracting(DeadLetter::reason).containsExactly("late");
            assertThat(harness.dead.get(0).timeUs()).isEqualTo(START + 1_000_000);
        }
    }

    @Test
    void silenceEndsTheTracksOfALiveCamera() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(null, Duration.ofSeconds(60), 1 << 20))) {
            List<VideoSegment> open = open(pieces);
            harness.processingTime(1_000).play(List.of(open.get(0)));
            harness.processingTime(50_000).play(List.of(open.get(1)));
            assertThat(harness.processingTimers()).isEqualTo(1);
            harness.processingTime(109_999);
            assertThat(harness.ended).isEmpty();

            harness.processingTime(110_000);
            assertThat(harness.ended).extracting(TrackEnded::reason).containsOnly("silence");

            harness.play(List.of(open.get(2), open.get(2)));
            assertThat(harness.cuts.get(harness.cuts.size() - 1).timeUs())
                    .isGreaterThan(START + 2_000_000);
        }
    }

    @Test
    void aRecordingThatStaysSilentIsForgottenAfterADay() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(null, Duration.ofSeconds(60), 1 << 20))) {
            List<VideoSegment> open = open(pieces);
            harness.processingTime(0).play(open.subList(0, 2));
            harness.processingTime(60_000);
            assertThat(harness.ended).isNotEmpty();

            harness.processingTime(60_000 + Duration.ofHours(24).toMillis() - 1);
            assertThat(harness.stateEntries()).isEqualTo(1);
            harness.processingTime(60_000 + Duration.ofHours(24).toMillis());

            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimers()).isZero();
            assertThat(harness.eventTimers()).isZero();
            assertThat(harness.dead).isEmpty();
        }
    }

    /** Cameras that are not sure whether a message arrived send it again. */
    @Test
    void ofALiveRecordingAlsoTheLastSegmentCountsOnce() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(null, Duration.ofSeconds(60), 1 << 20))) {
            for (VideoSegment piece : pieces) {
                harness.play(List.of(piece, piece));
            }

            assertTruth(harness);
            harness.processingTime(Duration.ofHours(24).toMillis());
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void timeInWhichTheJobDidNotRunIsNoSilence() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(null, Duration.ofSeconds(60), 1 << 20))) {
            List<VideoSegment> open = open(pieces);
            harness.processingTime(1_000).play(open.subList(0, 2));
            harness.restart();

            harness.processingTime(3_600_000);
            assertThat(harness.ended).isEmpty();
            harness.play(open.subList(2, 5));
            harness.processingTime(3_660_000);

            assertThat(harness.dead).isEmpty();
            assertThat(harness.cuts).containsExactlyElementsOf(truth.cuts);
            assertThat(harness.ended)
                    .extracting(TrackEnded::track)
                    .containsExactlyElementsOf(
                            truth.ended.stream().map(TrackEnded::track).toList());
        }
    }

    /** Its camera's clock was corrected within the recording. */
    @Test
    void aSegmentThatGoesBackInTimeIsADeadLetter() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            VideoSegment back = segment(2, Path.of(pieces.get(2).uri()), -3600, false);

            harness.play(List.of(pieces.get(0), pieces.get(1), back, pieces.get(3), pieces.get(4)));

            assertThat(harness.dead)
                    .extracting(DeadLetter::reason, DeadLetter::timeUs)
                    .containsExactly(tuple("bad_start", START - 3_600_000_000L));
            assertThat(harness.dead.get(0).message()).contains("clock was set back");
            assertThat(harness.cuts).noneMatch(cut -> cut.timeUs() < START);
            assertThat(harness.cuts).anyMatch(cut -> cut.timeUs() > START + 4_000_000);
        }
    }

    @Test
    void aSegmentThatCannotBeReadIsADeadLetterAndAGap() throws Exception {
        Path cut = Files.copy(Path.of(pieces.get(1).uri()), folder.resolve("cut.avi"));
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(
                    List.of(
                            pieces.get(0),
                            segment(1, cut, 1, false),
                            segment(2, folder.resolve("gone.avi"), 2, false),
                            pieces.get(3),
                            pieces.get(4)));

            assertThat(harness.dead)
                    .extracting(DeadLetter::reason)
                    .containsExactly("truncated", "missing");
            assertThat(harness.dead.get(0).timeUs())
                    .isBetween(START + 1_300_000, START + 1_700_000);
            assertThat(harness.dead.get(1).timeUs()).isEqualTo(START + 2_000_000);
            assertThat(harness.ended).extracting(TrackEnded::reason).contains("segment_gap");
            assertThat(harness.coverage)
                    .filteredOn(span -> span.startUs() == START + 1_000_000)
                    .hasSize(2)
                    .allMatch(span -> span.endUs() < START + 1_800_000);
            assertThat(harness.cuts).anyMatch(c -> c.timeUs() > START + 1_200_000);
            assertThat(harness.cuts)
                    .filteredOn(c -> c.flags().contains(FrameFlags.SEGMENT_GAP))
                    .allMatch(c -> c.timeUs() == START + 3_000_000);
        }
    }

    @Test
    void heldFramesThatCannotBeDecodedAgainAreADeadLetter() throws Exception {
        Path copy = Files.copy(Path.of(pieces.get(0).uri()), folder.resolve("deleted.avi"));
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(List.of(segment(0, copy, 0, false)));
            harness.restart();
            Files.delete(copy);
            harness.play(pieces.subList(1, 5));

            assertThat(harness.dead).extracting(DeadLetter::reason).containsExactly("missing");
            assertThat(harness.dead.get(0).timeUs()).isBetween(START + 800_000, START + 1_000_000);
            assertThat(harness.cuts.size()).isBetween(truth.cuts.size() - 12, truth.cuts.size());
        }
    }

    private static VideoSegment lasting(VideoSegment segment, long durationUs) {
        return new VideoSegment(
                segment.camera(),
                segment.recording(),
                segment.sequence(),
                segment.unit(),
                segment.uri(),
                segment.startUs(),
                segment.clock(),
                segment.last(),
                durationUs,
                segment.bytes(),
                segment.sha256());
    }

    private static CoverageSpan covered(String kind, double fromSeconds, double toSeconds) {
        return new CoverageSpan(
                "cam",
                "rec",
                null,
                kind,
                START + Math.round(fromSeconds * 1e6),
                START + Math.round(toSeconds * 1e6));
    }

    /** Frame times are whole µs, so that the end of a frame may be a microsecond off. */
    private static void assertCovered(DetectionHarness harness, CoverageSpan... expected) {
        assertThat(harness.coverage)
                .usingRecursiveFieldByFieldElementComparator(
                        RecursiveComparisonConfiguration.builder()
                                .withEqualsForType((a, b) -> Math.abs(a - b) <= 2, Long.class)
                                .build())
                .containsExactly(expected);
    }

    @Test
    void theCoverageOfSegmentsIsThatOfTheWholeRecording() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(pieces.subList(0, 2));
            harness.restart();
            harness.play(pieces.subList(1, pieces.size()));
            List<CoverageSpan> spans = new ArrayList<>();
            for (int second = 0; second < pieces.size(); second++) {
                spans.add(covered(CoverageSpan.EXPECTED, second, second + 1));
                spans.add(covered(CoverageSpan.DECODED, second, second + 1));
            }
            assertCovered(harness, spans.toArray(CoverageSpan[]::new));
            assertCovered(
                    truth,
                    covered(CoverageSpan.EXPECTED, 0, pieces.size()),
                    covered(CoverageSpan.DECODED, 0, pieces.size()));
        }
    }

    @Test
    void whatWasAnnouncedAndCouldNotBeReadIsExpectedAndNotDecoded() throws Exception {
        Path gone = folder.resolve("never-was.avi");
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(
                    List.of(
                            lasting(pieces.get(0), 1_500_000),
                            lasting(segment(1, gone, 2, false), 1_000_000),
                            segment(2, gone, 3, true)));

            assertThat(harness.dead).extracting(DeadLetter::reason).contains("missing");
            assertCovered(
                    harness,
                    covered(CoverageSpan.EXPECTED, 0, 1.5),
                    covered(CoverageSpan.DECODED, 0, 1),
                    covered(CoverageSpan.EXPECTED, 2, 3));
        }
    }

    @Test
    void aSegmentThatComesTooLateIsExpectedAndNotDecoded() throws Exception {
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            harness.play(open(pieces.subList(1, 2)));
            harness.play(List.of(lasting(pieces.get(0), 1_000_000)));

            assertThat(harness.dead).extracting(DeadLetter::reason).containsExactly("late");
            assertCovered(
                    harness,
                    covered(CoverageSpan.EXPECTED, 1, 2),
                    covered(CoverageSpan.DECODED, 1, 2),
                    covered(CoverageSpan.EXPECTED, 0, 1));
        }
    }

    private static final class Failing implements Detector {
        private final Detector detector = new Paddock.BlobDetector();
        private int calls;

        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            if (++calls == 4) {
                throw new ModelException("out of memory");
            }
            return detector.detect(image, floor, groups);
        }

        @Override
        public void close() {}
    }

    @Test
    void aDetectorThatFailsCostsTheRestOfItsSegmentOnly() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(), () -> Paddock.lease(Failing::new))) {
            harness.play(pieces);

            assertThat(harness.dead)
                    .extracting(DeadLetter::stage, DeadLetter::reason, DeadLetter::timeUs)
                    .containsExactly(tuple("detect", "detector_failed", START + 500_000));
            assertThat(harness.cuts).anyMatch(c -> c.timeUs() < START + 500_000);
            assertThat(harness.cuts).anyMatch(c -> c.timeUs() > START + 4_000_000);
        }
    }

    private static final class Interrupting implements Detector {
        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            Thread.currentThread().interrupt();
            return groups.stream().map(group -> List.<Detection>of()).toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void cancellingStopsInTheMiddleOfASegmentAndLeavesNoThread() throws Exception {
        try (DetectionHarness harness =
                new DetectionHarness(settings(), () -> Paddock.lease(Interrupting::new))) {
            assertThatThrownBy(() -> harness.play(List.of(whole)))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void recordingsDoNotMix() throws Exception {
        UnaryOperator<VideoSegment> other =
                s ->
                        new VideoSegment(
                                "cam2",
                                s.recording(),
                                s.sequence(),
                                "cam2/rec",
                                s.uri(),
                                s.startUs(),
                                s.clock(),
                                s.last(),
                                s.durationUs(),
                                s.bytes(),
                                s.sha256());
        try (DetectionHarness harness = new DetectionHarness(settings())) {
            for (VideoSegment piece : pieces) {
                harness.play(List.of(piece, other.apply(piece)));
            }
            assertThat(harness.cuts).hasSize(2 * truth.cuts.size()).containsAll(truth.cuts);
        }
    }
}
