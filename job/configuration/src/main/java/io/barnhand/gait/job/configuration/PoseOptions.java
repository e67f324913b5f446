package io.barnhand.gait.job.configuration;

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
 * @param onMissingModel what to do when the model is missing
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

    /** What to do when the model is missing. */
    public enum OnMissingModel {
        FAIL,
        DETECTION_ONLY
    }

    private static final Key<PoseOptions, String> MODEL =
            Key.of(
                    "model",
                    PoseOptions::model,
                    Scalar.text(),
                    "rtmpose-m-ap10k",
                    "name in the catalogue or a file (.pth)");

    private static final Key<PoseOptions, Double> MIN_SCORE =
            Key.of(
                            "min-score",
                            PoseOptions::minScore,
                            Scalar.number(0, 2),
                            null,
                            "keypoints below it are left out of the gait measurements; null: the"
                                    + " catalogue's value for the model, else 0.3")
                    .affecting(Effect.GAIT)
                    .idle(Idle.NEVER);

    private static final Key<PoseOptions, Runtime> RUNTIME =
            Key.of(
                    "runtime",
                    PoseOptions::runtime,
                    Scalar.choice(Runtime.class),
                    Runtime.AUTO,
                    "inference engine; there is one, so that both are PyTorch");

    private static final Key<PoseOptions, DeviceRequest> DEVICE =
            Key.of(
                    "device",
                    PoseOptions::device,
                    Scalar.text(PoseOptions::device, DeviceRequest::toString),
                    DeviceRequest.AUTO,
                    "auto (a GPU where there is one, else the CPU) | cpu | gpu | gpu:N (one GPU by its"
                            + " index); with several GPUs the slots of a TaskManager are spread over"
                            + " them. The detector always runs on the CPU");

    private static final Key<PoseOptions, Integer> BATCH =
            Key.of(
                    "batch",
                    PoseOptions::batch,
                    Scalar.integer(1, 64),
                    16,
                    "crops per network call");

    private static final Key<PoseOptions, Boolean> FLIP_TEST =
            Key.of(
                            "flip-test",
                            PoseOptions::flipTest,
                            Scalar.flag(),
                            false,
                            "also run the mirrored crop and average: more accurate, twice the cost")
                    .affecting(Effect.KEYPOINTS);

    private static final Key<PoseOptions, OnMissingModel> ON_MISSING_MODEL =
            Key.of(
                    "on-missing-model",
                    PoseOptions::onMissingModel,
                    Scalar.choice(OnMissingModel.class),
                    OnMissingModel.FAIL,
                    "detection-only: boxes and presence only, flagged on every record");

    static final Area<PoseOptions> AREA =
            Area.of(
                    PoseOptions::read,
                    MODEL,
                    MIN_SCORE,
                    RUNTIME,
                    DEVICE,
                    BATCH,
                    FLIP_TEST,
                    ON_MISSING_MODEL);

    private static DeviceRequest device(String text) {
        try {
            return DeviceRequest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "give auto, cpu, gpu or one GPU by its index, such as gpu:0", e);
        }
    }

    private static PoseOptions read(Section section) {
        return new PoseOptions(
                section.get(MODEL),
                section.get(MIN_SCORE),
                section.get(RUNTIME),
                section.get(DEVICE),
                section.get(BATCH),
                section.get(FLIP_TEST),
                section.get(ON_MISSING_MODEL));
    }
}
