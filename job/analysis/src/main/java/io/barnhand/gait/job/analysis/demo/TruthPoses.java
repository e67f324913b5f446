package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The true keypoints of a clip as pose lines, for {@code source.kind: poses}: what the gait stage
 * makes of them has no error of a network in it. Hidden keypoints are given, those outside the
 * picture are absent. A repeated picture is left out and noted on the next one, as the job does.
 */
public final class TruthPoses {

    /** In place of the name of a network. */
    public static final String MODEL = "truth";

    private TruthPoses() {}

    /**
     * Every horse as one track.
     *
     * @param startUs event time of the clip's first frame, µs since the epoch
     */
    public static List<HorsePose> of(
            ClipTruth truth, String camera, String recording, long startUs) {
        List<HorsePose> poses = new ArrayList<>();
        boolean repeated = false;
        for (ClipTruth.FrameTruth frame : truth.frames()) {
            if (frame.frozen()) {
                repeated = true;
                continue;
            }
            List<String> flags = repeated ? List.of(FrameFlag.DUPLICATE_FRAMES.key()) : List.of();
            repeated = false;
            for (ClipTruth.HorseInFrame horse : frame.horses()) {
                poses.add(
                        new HorsePose(
                                camera,
                                recording,
                                String.format(Locale.ROOT, "%s/horse-%d", recording, horse.id()),
                                null,
                                startUs + frame.timeUs(),
                                truth.clip().size().width(),
                                truth.clip().size().height(),
                                horse.bbox(),
                                1,
                                keypoints(horse.keypoints()),
                                MODEL,
                                flags));
            }
        }
        return poses;
    }

    /** One pose a line. */
    public static void write(List<HorsePose> poses, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, poses.stream().map(PoseLine::write).toList());
    }

    private static float[] keypoints(List<ClipTruth.Keypoint> points) {
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            ClipTruth.Keypoint point = points.get(k);
            if (point.v() == ClipTruth.Keypoint.OUTSIDE) {
                Arrays.fill(rows, 3 * k, 3 * k + 3, Float.NaN);
            } else {
                rows[3 * k] = (float) point.x();
                rows[3 * k + 1] = (float) point.y();
                rows[3 * k + 2] = 1;
            }
        }
        return rows;
    }
}
