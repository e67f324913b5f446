package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Offset.offset;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTrackingTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final long START = 7_000_000;

    /** Finds what the script says for the time that is written into the frame's first bytes. */
    private static final class Scripted implements Detector {
        final LongFunction<List<Detection>> script;
        final List<Long> asked = new ArrayList<>();

        Scripted(LongFunction<List<Detection>> script) {
            this.script = script;
        }

        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            long us = ByteBuffer.wrap(image.pixels()).getLong();
            asked.add(us);
            List<Detection> found = script.apply(us);
            return groups.stream()
                    .map(group -> found.stream().filter(d -> group.contains(d.classId())).toList())
                    .toList();
        }

        @Override
        public void close() {}
    }

    private static final class Recorded implements CropOutput {
        final List<HorseCrop> crops = new ArrayList<>();
        final List<TrackEnded> ended = new ArrayList<>();
        final List<Object> all = new ArrayList<>();

        @Override
        public void crop(HorseCrop crop) {
            crops.add(crop);
            all.add(crop.track() + "@" + crop.timeUs());
        }

        @Override
        public void ended(TrackEnded track) {
            ended.add(track);
            all.add(track);
        }

        List<Long> times(String track) {
            return crops.stream()
                    .filter(c -> c.track().equals(track))
                    .map(HorseCrop::timeUs)
                    .toList();
        }
    }

    private final Recorded out = new Recorded();

    private static VideoFrame frame(long us, int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        ByteBuffer.wrap(pixels).putLong(us);
        return new VideoFrame(us, new BgrImage(width, height, pixels));
    }

    private static VideoFrame frame(long us) {
        return frame(us, WIDTH, HEIGHT);
    }

    private static Box horse(double x) {
        return new Box(x, 100, x + 200, 240);
    }

    private static Detection seen(Box box) {
        return new Detection(box, 0.9f, 17);
    }

    private static FrameTracking tracking(Detector detector) {
        return tracking(detector, DetectionSettings.defaults(Set.of("horse")), TrackingState.EMPTY);
    }

    private static FrameTracking tracking(
            Detector detector, DetectionSettings settings, TrackingState state) {
        SoughtClasses sought = SoughtClasses.of(settings, ClassNames.coco());
        return new FrameTracking("cam", "rec", settings, detector, sought, state);
    }

    private static DetectionSettings with(HorseRoster roster, long heldBytes) {
        DetectionSettings d = DetectionSettings.defaults(Set.of("horse"));
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
                d.fps(),
                roster,
                d.silence(),
                heldBytes,
                d.heldBytesPerTask());
    }

    private static long at(int frame) {
        return START + Math.round(frame * 1e6 / 30);
    }

    private void play(FrameTracking tracking, int frames) {
        for (int i = 0; i < frames; i++) {
            tracking.frame(frame(at(i)), ClockStatus.KNOWN, out);
        }
    }

    private static Box moving(long us) {
        return horse(50 + 100 * (us - START) / 1e6);
    }

    @Test
    void everyFrameOfAHorseThatMovesEvenlyGetsItsTrueBox() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(moving(us)))));

        play(tracking, 60);
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        String id = "rec/" + START + "/0";
        assertThat(out.times(id)).hasSize(60).isSorted().doesNotHaveDuplicates();
        for (HorseCrop crop : out.crops) {
            assertThat(crop.box().x1()).isCloseTo(moving(crop.timeUs()).x1(), offset(0.5));
            assertThat(crop.box().width()).isCloseTo(200, offset(0.01));
            assertThat((double) crop.transform().centreX())
                    .isCloseTo(moving(crop.timeUs()).x1() + 100, offset(0.6));
            assertThat((double) crop.transform().side()).isCloseTo(200 * 1.2 * 1.25, offset(3.0));
            assertThat(crop.flags()).isEmpty();
        }
        assertThat(out.ended)
                .containsExactly(new TrackEnded("cam", "rec", id, at(59) + 1, "end_of_recording"));
        assertThat(out.all.get(out.all.size() - 1)).isInstanceOf(TrackEnded.class);
    }

    @Test
    void detectionKeepsToRecordingTimeWhateverTheFrameRate() {
        for (double rate : new double[] {10, 15, 25, 29.97, 50, 120}) {
            Scripted detector = new Scripted(us -> List.of());
            FrameTracking tracking = tracking(detector);
            long last = 0;
            for (int i = 0; (last = START + Math.round(i * 1e6 / rate)) < START + 3_000_000; i++) {
                tracking.frame(frame(last), ClockStatus.KNOWN, out);
            }
            int previous = -1;
            for (long us : detector.asked) {
                int point = (int) ((us - START) / 165_000);
                assertThat(point).isGreaterThan(previous);
                assertThat(us - START - 165_000L * point).isLessThanOrEqualTo((long) (1e6 / rate));
                previous = point;
            }
            assertThat(detector.asked).hasSizeGreaterThan((int) (3 * Math.min(6, rate)) - 1);
        }
    }

    @Test
    void aTrackThatBeginsIsBackFilledToTheDetectionBefore() {
        FrameTracking tracking =
                tracking(
                        new Scripted(
                                us ->
                                        us < START + 300_000
                                                ? List.of()
                                                : List.of(seen(horse(100)))));

        play(tracking, 20);

        // Detections are at frames 0, 5, 10 and 15; the horse is seen from frame 10 on.
        String id = "rec/" + at(6) + "/0";
        assertThat(out.times(id)).first().isEqualTo(at(6));
        assertThat(out.times(id)).hasSize(10);
        assertThat(out.crops.get(0).box()).isEqualTo(horse(100));
    }

    @Test
    void whatIsSeenInOneDetectionOnlyIsNeverShown() {
        Scripted detector =
                new Scripted(us -> us == at(10) ? List.of(seen(horse(100))) : List.of());
        FrameTracking tracking = tracking(detector);

        play(tracking, 40);
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        assertThat(detector.asked).contains(at(10));
        assertThat(out.all).isEmpty();
    }

    @Test
    void aMissIsBridgedForOneIntervalAndResumedFromThePrediction() {
        // Missed at frames 15, 20 and 25.
        FrameTracking tracking =
                tracking(
                        new Scripted(
                                us ->
                                        us >= at(15) && us <= at(25)
                                                ? List.of()
                                                : List.of(seen(moving(us)))));
        play(tracking, 41);

        List<Long> times = out.times("rec/" + START + "/0");
        assertThat(times).contains(at(15)).doesNotContain(at(16)).doesNotContain(at(25));
        assertThat(times).contains(at(26), at(30), at(40));
        assertThat(out.crops)
                .allSatisfy(
                        crop ->
                                assertThat(crop.box().x1())
                                        .isCloseTo(moving(crop.timeUs()).x1(), offset(4.0)));
        assertThat(out.ended).isEmpty();
    }

    @Test
    void aTrackLostForTheBufferEndsAfterItsLastCrop() {
        FrameTracking tracking =
                tracking(new Scripted(us -> us <= at(20) ? List.of(seen(horse(100))) : List.of()));
        play(tracking, 120);

        assertThat(out.ended).hasSize(1);
        TrackEnded ended = out.ended.get(0);
        assertThat(ended.reason()).isEqualTo("lost");
        assertThat(ended.timeUs())
                .isGreaterThan(out.crops.get(out.crops.size() - 1).timeUs())
                .isBetween(at(20) + 2_000_000, at(20) + 2_200_000);
    }

    @Test
    void aHoleInTimeIsNotFilled() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(horse(100)))));
        play(tracking, 13);
        for (int i = 200; i < 213; i++) {
            tracking.frame(frame(at(i)), ClockStatus.KNOWN, out);
        }
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        assertThat(out.ended)
                .extracting(TrackEnded::reason)
                .containsExactly("lost", "end_of_recording");
        assertThat(out.times("rec/" + START + "/0")).hasSize(13);
        assertThat(out.times("rec/" + at(200) + "/0")).hasSize(13);
    }

    @Test
    void identicalFramesAreDroppedAndTheNextIsFlagged() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(moving(us)))));
        for (int i = 0; i < 30; i++) {
            VideoFrame frame = frame(at(i));
            tracking.frame(frame, ClockStatus.KNOWN, out);
            if (i == 7) {
                for (int k = 1; k <= 3; k++) {
                    tracking.frame(
                            new VideoFrame(at(i) + k * 5000, frame.image()),
                            ClockStatus.KNOWN,
                            out);
                }
            }
        }
        assertThat(tracking.duplicates()).isEqualTo(3);
        assertThat(out.crops).extracting(HorseCrop::timeUs).doesNotContain(at(7) + 5000);
        assertThat(out.crops)
                .filteredOn(crop -> crop.flags().contains(FrameFlag.DUPLICATE_FRAMES.key()))
                .extracting(HorseCrop::timeUs)
                .containsExactly(at(8));
    }

    @Test
    void framesThatAreNotLaterThanTheLastAreDropped() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(moving(us)))));
        play(tracking, 20);
        tracking.frame(frame(at(19)), ClockStatus.KNOWN, out);
        tracking.frame(frame(at(3)), ClockStatus.KNOWN, out);

        assertThat(tracking.disordered()).isEqualTo(2);
    }

    @Test
    void overlappingHorsesAreFlaggedInTheFramesWhereTheyOverlap() {
        FrameTracking tracking =
                tracking(
                        new Scripted(
                                us -> {
                                    double shift = 60 * (us - START) / 1e6;
                                    return List.of(seen(horse(20 + shift)), seen(horse(260)));
                                }));
        play(tracking, 90);

        for (HorseCrop crop : out.crops) {
            double shift = 60 * (crop.timeUs() - START) / 1e6;
            double iou = horse(20 + shift).iou(horse(260));
            if (Math.abs(iou - 0.3) > 0.02) {
                assertThat(crop.flags().contains(FrameFlag.OVERLAP.key())).isEqualTo(iou > 0.3);
            }
        }
        assertThat(out.crops).anyMatch(crop -> crop.flags().contains(FrameFlag.OVERLAP.key()));
    }

    private static Detection rider(Box horse) {
        return new Detection(
                new Box(horse.x1() + 70, horse.y1() - 60, horse.x1() + 130, horse.y1() + 80),
                0.6f,
                0);
    }

    @Test
    void aRiderIsFlaggedFromTheDetectionThatFindsThemToTheNextThatDoesNot() {
        // Detections are at frames 0, 5, 10, 15, 20, ...
        FrameTracking tracking =
                tracking(
                        new Scripted(
                                us ->
                                        us >= at(10) && us < at(20)
                                                ? List.of(seen(moving(us)), rider(moving(us)))
                                                : List.of(seen(moving(us)))));
        play(tracking, 40);
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        assertThat(out.crops).hasSize(40);
        assertThat(out.crops)
                .filteredOn(crop -> crop.flags().contains(FrameFlag.RIDER.key()))
                .extracting(HorseCrop::timeUs)
                .containsExactly(
                        IntStream.range(10, 20)
                                .mapToObj(FrameTrackingTest::at)
                                .toArray(Long[]::new));
    }

    @Test
    void aRiderBelongsToOneHorseAndToItsFirstAndLastFrames() {
        Box other = horse(400);
        FrameTracking tracking =
                tracking(
                        new Scripted(
                                us ->
                                        us < at(5)
                                                ? List.of(seen(other))
                                                : List.of(
                                                        seen(other),
                                                        seen(horse(50)),
                                                        rider(horse(50)))));
        play(tracking, 33);
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        // Back-filled from frame 1 on, and carried on after the last detection at frame 30.
        assertThat(out.times("rec/" + at(1) + "/0")).startsWith(at(1)).endsWith(at(32));
        assertThat(out.crops)
                .allSatisfy(
                        crop ->
                                assertThat(crop.flags().contains(FrameFlag.RIDER.key()))
                                        .isEqualTo(crop.track().equals("rec/" + at(1) + "/0")));
    }

    @Test
    void aPersonIsNoHorse() {
        FrameTracking tracking =
                tracking(new Scripted(us -> List.of(new Detection(horse(100), 0.95f, 0))));
        play(tracking, 40);
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        assertThat(out.all).isEmpty();
    }

    @Test
    void aPinnedHorseHoldsOnlyWhileItIsAlone() {
        HorseRoster roster =
                new HorseRoster(
                        List.of(
                                new HorseRoster.Pin("cam", START, at(45), "Belle"),
                                new HorseRoster.Pin("other", START, at(90), "Lego")));
        Scripted detector =
                new Scripted(
                        us ->
                                us < at(20) || us >= at(35)
                                        ? List.of(seen(horse(20)))
                                        : List.of(seen(horse(20)), seen(horse(400))));
        FrameTracking tracking =
                tracking(detector, with(roster, DetectionSettings.HELD_BYTES), TrackingState.EMPTY);
        play(tracking, 60);

        assertThat(out.crops).filteredOn(c -> c.timeUs() <= at(15)).allMatch(c -> is(c, "Belle"));
        assertThat(out.crops)
                .filteredOn(c -> c.timeUs() > at(20) && c.timeUs() <= at(30))
                .isNotEmpty()
                .allMatch(
                        c ->
                                c.horse() == null
                                        && c.flags().contains(FrameFlag.IDENTITY_AMBIGUOUS.key()));
        assertThat(out.crops)
                .filteredOn(c -> c.timeUs() > at(35) && c.timeUs() < at(45))
                .isNotEmpty()
                .allMatch(c -> is(c, "Belle"));
        assertThat(out.crops)
                .filteredOn(c -> c.timeUs() >= at(45))
                .isNotEmpty()
                .allMatch(c -> is(c, null));
    }

    private static boolean is(HorseCrop crop, String horse) {
        return Objects.equals(crop.horse(), horse)
                && !crop.flags().contains(FrameFlag.IDENTITY_AMBIGUOUS.key());
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, clock_unknown",
        "OFF, clock_off",
        "ASSUMED_UTC, clock_assumed_utc",
        "AMBIGUOUS, clock_ambiguous"
    })
    void aClockThatIsInDoubtIsFlaggedOnEveryCrop(ClockStatus clock, String flag) {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(horse(100)))));
        for (int i = 0; i < 12; i++) {
            tracking.frame(frame(at(i)), clock, out);
        }
        assertThat(out.crops).isNotEmpty().allMatch(crop -> crop.flags().equals(List.of(flag)));
    }

    @Test
    void aGapEndsTheTracksAndFlagsTheNextFrame() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(horse(100)))));
        play(tracking, 18);
        tracking.gap(out);
        for (int i = 48; i < 66; i++) {
            tracking.frame(frame(at(i)), ClockStatus.KNOWN, out);
        }
        assertThat(out.ended)
                .containsExactly(
                        new TrackEnded(
                                "cam", "rec", "rec/" + START + "/0", at(17) + 1, "segment_gap"));
        assertThat(out.times("rec/" + START + "/0")).hasSize(18);
        assertThat(out.crops)
                .filteredOn(crop -> crop.flags().contains(FrameFlag.SEGMENT_GAP.key()))
                .extracting(HorseCrop::timeUs)
                .containsExactly(at(48));
    }

    /** Also where no time passes, as after a jump back, and where the picture stays the same. */
    @Test
    void aJumpOfTimeStampsEndsTheTracks() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(horse(100)))));
        play(tracking, 18);
        VideoFrame first = frame(at(18));
        tracking.frame(
                new VideoFrame(
                        at(18),
                        first.image(),
                        Set.of(FrameCondition.TIME_JUMP, FrameCondition.AFTER_TIME_JUMP)),
                ClockStatus.KNOWN,
                out);
        for (int i = 19; i < 36; i++) {
            tracking.frame(
                    new VideoFrame(
                            at(i), frame(at(i)).image(), Set.of(FrameCondition.AFTER_TIME_JUMP)),
                    ClockStatus.KNOWN,
                    out);
        }
        tracking.end(FrameTracking.END_OF_RECORDING, out);

        assertThat(out.ended)
                .containsExactly(
                        new TrackEnded(
                                "cam", "rec", "rec/" + START + "/0", at(17) + 1, "time_jump"),
                        new TrackEnded(
                                "cam",
                                "rec",
                                "rec/" + at(18) + "/0",
                                at(35) + 1,
                                "end_of_recording"));
        assertThat(out.times("rec/" + START + "/0")).hasSize(18);
        assertThat(out.times("rec/" + at(18) + "/0")).hasSize(18);
        assertThat(out.crops)
                .filteredOn(crop -> crop.flags().contains(FrameFlag.TIME_JUMP.key()))
                .extracting(HorseCrop::timeUs)
                .containsExactlyElementsOf(out.times("rec/" + at(18) + "/0"));
    }

    @Test
    void aChangeOfTheImagesSizeEndsTheTracks() {
        FrameTracking tracking = tracking(new Scripted(us -> List.of(seen(horse(100)))));
        play(tracking, 18);
        for (int i = 18; i < 36; i++) {
            tracking.frame(frame(at(i), 800, 600), ClockStatus.KNOWN, out);
        }
        assertThat(out.ended).extracting(TrackEnded::reason).containsExactly("lost");
        assertThat(out.crops)
                .allMatch(crop -> crop.imageWidth() == (crop.timeUs() < at(18) ? WIDTH : 800));
    }

    @Test
    void aBoxOutsideOfTheImageIsNotCut() {
        FrameTracking tracking =
                tracking(new Scripted(us -> List.of(seen(horse(500 + 400 * (us - START) / 1e6)))));
        play(tracking, 60);

        assertThat(out.crops).isNotEmpty();
        assertThat(out.crops).allMatch(crop -> crop.box().x1() < WIDTH + 0.11 * 200);
        assertThat(out.crops)
                .allMatch(
                        crop -> crop.transform().centreX() <= WIDTH && crop.transform().side() > 1);
    }

    @Test
    void heldPixelsAreBoundedByDetectingEarlier() {
        long frameBytes = 3L * WIDTH * HEIGHT;
        Scripted detector = new Scripted(us -> List.of(seen(moving(us))));
        FrameTracking tracking =
                tracking(detector, with(HorseRoster.NONE, 6 * frameBytes), TrackingState.EMPTY);
        for (int i = 0; i < 480; i++) {
            tracking.frame(frame(START + Math.round(i * 1e6 / 240)), ClockStatus.KNOWN, out);
            assertThat(tracking.heldBytes()).isLessThanOrEqualTo(8 * frameBytes);
        }
        assertThat(detector.asked).hasSize(121);
        assertThat(out.crops).hasSizeGreaterThan(470);
    }

    @Test
    void aSnapshotTakenAtAnyFrameChangesNothing() {
        Scripted detector =
                new Scripted(
                        us -> {
                            long t = us - START;
                            List<Detection> found = new ArrayList<>();
                            if (t / 400_000 % 3 != 1) {
                                found.add(seen(moving(us)));
                            }
                            if (t / 300_000 % 2 == 1) {
                                found.add(rider(moving(us)));
                            }
                            if (t > 600_000) {
                                found.add(new Detection(horse(380 - t / 20_000.0), 0.75f, 17));
                            }
                            return found;
                        });
        Recorded whole = new Recorded();
        FrameTracking uninterrupted = tracking(detector);
        Recorded pieces = new Recorded();
        FrameTracking interrupted = tracking(detector);
        List<VideoFrame> seen = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            VideoFrame frame = i % 13 == 12 ? again(seen.get(i - 1), at(i)) : frame(at(i));
            seen.add(frame);
            uninterrupted.frame(frame, ClockStatus.KNOWN, whole);
            interrupted.frame(frame, ClockStatus.KNOWN, pieces);
            interrupted =
                    tracking(
                            detector,
                            DetectionSettings.defaults(Set.of("horse")),
                            interrupted.snapshot());
            Set<Long> missing = interrupted.pixelsMissing();
            for (VideoFrame earlier : seen) {
                if (missing.contains(earlier.timeUs())) {
                    interrupted.regain(earlier);
                }
            }
            assertThat(interrupted.pixelsMissing()).isEmpty();
        }
        uninterrupted.end(FrameTracking.END_OF_RECORDING, whole);
        interrupted.end(FrameTracking.END_OF_RECORDING, pieces);

        assertThat(pieces.all).isEqualTo(whole.all).hasSizeGreaterThan(100);
        assertThat(whole.crops).anyMatch(crop -> crop.flags().contains(FrameFlag.RIDER.key()));
        assertThat(pieces.crops)
                .extracting(HorseCrop::box, HorseCrop::transform, HorseCrop::flags)
                .isEqualTo(
                        whole.crops.stream()
                                .map(c -> tuple(c.box(), c.transform(), c.flags()))
                                .toList());
    }

    private static VideoFrame again(VideoFrame frame, long us) {
        return new VideoFrame(us, frame.image());
    }

    @Test
    void pinsOfACameraMustNotOverlap() {
        HorseRoster.Pin first = new HorseRoster.Pin("cam", 0, 10, "Belle");
        HorseRoster.Pin second = new HorseRoster.Pin("cam", 9, 20, "Lego");

        assertThat(catchThrowable(() -> new HorseRoster(List.of(first, second))))
                .hasMessageContaining("Belle")
                .hasMessageContaining("do not overlap");
    }

    @Test
    void settingsSayWhatIsWrongWithThem() {
        DetectionSettings d = DetectionSettings.defaults(Set.of("horse"));
        assertThat(
                        catchThrowable(
                                () ->
                                        new DetectionSettings(
                                                d.score(),
                                                d.floor(),
                                                Duration.ofSeconds(2),
                                                d.margin(),
                                                d.accepted(),
                                                d.buffer(),
                                                d.maxHorses(),
                                                d.batch(),
                                                d.limits(),
                                                d.fps(),
                                                d.roster(),
                                                d.silence(),
                                                d.heldBytes(),
                                                d.heldBytesPerTask())))
                .hasMessageContaining("PT2S")
                .hasMessageContaining("buffer");
    }
}
