package io.barnhand.gait.job.analysis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.testing.SyntheticClip;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthPosesTest {

    private static final long START = 1_767_254_400_000_000L;

    private static final ClipTruth TRUTH =
            new SyntheticClip(1, 30, 5)
                    .horse(SyntheticGait.TROT, true)
                    .horse(SyntheticGait.TROT, false)
                    .truth();

    @TempDir private Path folder;

    @Test
    void everyHorseIsATrackInAbsoluteTime() {
        List<HorsePose> poses = TruthPoses.of(TRUTH, "arena", "trot", START);

        assertThat(poses).hasSize(60);
        assertThat(poses).extracting(HorsePose::track).containsOnly("trot/horse-0", "trot/horse-1");
        assertThat(poses.get(2).timeUs()).isEqualTo(START + TRUTH.frames().get(1).timeUs());
        ClipTruth.HorseInFrame seen = TRUTH.frames().get(1).horses().get(0);
        assertThat(poses.get(2).box()).isEqualTo(seen.bbox());
        assertThat(poses.get(2).x(7)).isEqualTo((float) seen.keypoints().get(7).x());
    }

    @Test
    void hiddenKeypointsAreGivenAndThoseOutsideThePictureAreNot() {
        ClipTruth changed = withKeypoints(ClipTruth.Keypoint.OCCLUDED, ClipTruth.Keypoint.OUTSIDE);

        HorsePose pose = TruthPoses.of(changed, "arena", "trot", START).get(0);

        assertThat(pose.present(0)).isTrue();
        assertThat(pose.present(1)).isFalse();
        assertThat(PoseLine.write(pose)).contains(",null,");
    }

    @Test
    void aRepeatedPictureIsLeftOutAndNotedOnTheNext() {
        List<ClipTruth.FrameTruth> frames = new ArrayList<>(TRUTH.frames());
        ClipTruth.FrameTruth frame = frames.get(3);
        frames.set(3, new ClipTruth.FrameTruth(frame.timeUs(), true, frame.horses()));

        List<HorsePose> poses =
                TruthPoses.of(
                        new ClipTruth("n", TRUTH.clip(), TRUTH.horses(), frames), "a", "b", START);

        assertThat(poses).noneMatch(pose -> pose.timeUs() == START + frame.timeUs());
        assertThat(poses)
                .filteredOn(pose -> pose.flags().contains(FrameFlag.DUPLICATE_FRAMES.key()))
                .extracting(HorsePose::timeUs)
                .containsOnly(START + frames.get(4).timeUs());
    }

    @Test
    void theLinesAreReadAgain() throws IOException {
        List<HorsePose> poses = TruthPoses.of(TRUTH, "arena", "trot", START);
        Path file = folder.resolve("arena/trot.jsonl");

        TruthPoses.write(poses, file);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(poses);
        HorsePose first = PoseLine.read(lines.get(0));
        assertThat(first.keypoints()).containsExactly(poses.get(0).keypoints());
        assertThat(first.box()).isEqualTo(poses.get(0).box());
    }

    private static ClipTruth withKeypoints(int first, int second) {
        ClipTruth.FrameTruth frame = TRUTH.frames().get(0);
        ClipTruth.HorseInFrame horse = frame.horses().get(0);
        List<ClipTruth.Keypoint> points = new ArrayList<>(horse.keypoints());
        points.set(0, new ClipTruth.Keypoint(points.get(0).x(), points.get(0).y(), first));
        points.set(1, new ClipTruth.Keypoint(points.get(1).x(), points.get(1).y(), second));
        ClipTruth.HorseInFrame changed =
                new ClipTruth.HorseInFrame(horse.id(), horse.bbox(), 1, points);
        return new ClipTruth(
                TRUTH.notice(),
                TRUTH.clip(),
                TRUTH.horses(),
                List.of(new ClipTruth.FrameTruth(frame.timeUs(), false, List.of(changed))));
    }
}
