package io.barnhand.gait.job.pipeline.config;

import io.barnhand.gait.models.device.DeviceRequest;

/**
 * {@code pose}: estimating keypoints.
 *
 * @param model name in the catalogue or file
 * @param minScore keypoints below it are left out of the gait measurements; null for the
 *     catalogue's value for that model, else 0.3
 * @param runtime inference engine
 * @param device where it runs
 * @param batch crops per network call
 * @param flipTest also run the mirrored crop and average: more accurate, twice the cost
 * @param onMissingModel what to do when the model is not there
 */
public record PoseOptions(
        String model,
        Double minScore,
        Runtime runtime,
        DeviceRequest device,
        int batch,
        boolean flipTest,
        OnMissingModel onMissingModel) {

    /** Inference engines. */
    public enum Runtime {
        AUTO,
        PYTORCH
    }

    /** What to do when the model is not there. */
    public enum OnMissingModel {
        FAIL,
        DETECTION_ONLY
    }

    static PoseOptions read(Section section) {
        return new PoseOptions(
                section.text("model", "rtmpose-m-ap10k"),
                section.number("min-score", null, 0, 2),
                section.choice("runtime", Runtime.AUTO),
                device(section),
                section.integer("batch", 16, 1, 64),
                section.flag("flip-test", false),
                section.choice("on-missing-model", OnMissingModel.FAIL));
    }

    private static DeviceRequest device(Section section) {
        String value = section.text("device", "auto");
        try {
            return DeviceRequest.parse(value);
        } catch (IllegalArgumentException e) {
            section.problem("device", value, e.getMessage());
            return DeviceRequest.AUTO;
        }
    }
}
