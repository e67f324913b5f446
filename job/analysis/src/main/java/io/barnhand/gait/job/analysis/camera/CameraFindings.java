package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;
import java.util.Optional;

/**
 * What a clip says of its camera.
 *
 * @param camera id
 * @param mirrored whether the configuration says that its picture is
 * @param clip its pictures
 * @param horse how the horses lie in them
 * @param scale where something of known size is given
 */
public record CameraFindings(
        String camera,
        boolean mirrored,
        ClipFigures clip,
        HorseFigures horse,
        Optional<MeasuredScale> scale) {

    /**
     * @param poses of all tracks, of sure keypoints only ({@link SureKeypoints})
     * @param passes gait records of passes, not of sliding windows
     */
    public static CameraFindings of(
            String camera,
            boolean mirrored,
            ClipFigures clip,
            List<HorsePose> poses,
            List<GaitRecord> passes,
            Optional<ScaleReference> reference) {
        HorseFigures horse = HorseFigures.of(poses, passes);
        return new CameraFindings(
                camera, mirrored, clip, horse, reference.map(known -> known.measure(horse, poses)));
    }

    /** What to compare with the bounds. */
    public List<Check> checks() {
        return CameraChecks.of(
                clip, horse, scale.flatMap(MeasuredScale::yawDeg).orElse(null), mirrored);
    }
}
