package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The estimator as it is validated: set to keypoints of a horse and to no correction of its duty
 * factors, which is right for the hard swing only. Without a calibration there would be no
 * suspension to validate.
 */
final class GaitStage {

    private static final GaitEstimator ESTIMATOR =
            new GaitEstimator(
                    GaitSettings.of(KeypointTraits.DEFAULT_MIN_SCORE, KeypointTraits.AP10K_UNGULATE)
                            .withDutyCalibration(calibrations()));

    private GaitStage() {}

    static PassMeasurement pass(List<HorsePose> poses) {
        return ESTIMATOR.pass(poses, false);
    }

    private static Map<String, DutyCalibration> calibrations() {
        Function<SyntheticGait, DutyCalibration> none = gait -> new DutyCalibration(0, 0, 0);
        return Arrays.stream(SyntheticGait.ALL)
                .collect(Collectors.toMap(SyntheticGait::name, none));
    }
}
