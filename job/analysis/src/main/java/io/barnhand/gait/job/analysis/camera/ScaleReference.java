package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;
import java.util.Optional;

/** Something of known size in the picture, which gives the metres of a body length. */
public sealed interface ScaleReference {

    /**
     * @param horse of the poses
     * @param poses of sure keypoints only ({@link SureKeypoints})
     */
    MeasuredScale measure(HorseFigures horse, List<HorsePose> poses);

    /**
     * Something that was laid along the path of the horse.
     *
     * @param pxPerMetre its ends in the picture against its length, px/m
     */
    record TapedLength(double pxPerMetre) implements ScaleReference {

        @Override
        public MeasuredScale measure(HorseFigures horse, List<HorsePose> poses) {
            return new MeasuredScale(
                    Optional.ofNullable(horse.bodyLengthPx()).map(px -> px / pxPerMetre),
                    Optional.empty(),
                    false);
        }
    }

    /** Four points of the floor. */
    record SurveyedGround(GroundPlane plane) implements ScaleReference {

        @Override
        public MeasuredScale measure(HorseFigures horse, List<HorsePose> poses) {
            Optional<SurveyedPath> path = Optional.ofNullable(SurveyedPath.of(plane, poses));
            return new MeasuredScale(
                    path.map(SurveyedPath::metresPerBodyLength),
                    path.map(SurveyedPath::yawDeg),
                    true);
        }
    }
}
