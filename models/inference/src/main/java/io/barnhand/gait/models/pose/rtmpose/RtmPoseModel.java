package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.engine.TorchNetwork;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.network.TorchScriptArchive;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An RTMPose of OpenMMLab, run by PyTorch.
 *
 * <pre>{@code
 * try (PoseModel model = RtmPoseModel.load(checkpoint, PoseModelOptions.defaults());
 *         PoseEstimator estimator = model.newEstimator()) {
 *     PoseCrop crop = PoseCrop.cut(image, CropTransform.around(box));
 *     Keypoints keypoints = estimator.estimate(List.of(crop)).get(0);
 * }
 * }</pre>
 *
 * <p>Takes checkpoints (.pth) of any size with 256 × 256 px input and AP-10K's keypoints.
 * Estimators share the weights and outlive {@link #close}, after which no new ones can be created.
 */
public final class RtmPoseModel implements PoseModel {

    private final TorchNetwork network;
    private final PoseModelOptions options;
    private final String id;
    private boolean closed;

    private RtmPoseModel(TorchNetwork network, PoseModelOptions options, String id) {
        this.network = network;
        this.options = options;
        this.id = id;
    }

    /**
     * Loads a checkpoint to the CPU.
     *
     * @throws ModelException as {@link #load(Path, PoseModelOptions, Device)}
     */
    public static RtmPoseModel load(Path checkpoint, PoseModelOptions options) {
        return load(checkpoint, options, Device.CPU);
    }

    /**
     * Loads a checkpoint. Safe to call from several threads.
     *
     * @param checkpoint zip or legacy format
     * @param device where it runs
     * @throws ModelException if the file is not such a checkpoint, the engine does not start, or
     *     the network does not run on the device
     */
    public static RtmPoseModel load(Path checkpoint, PoseModelOptions options, Device device) {
        TorchScriptArchive archive = archive(checkpoint);
        String id = FileDigest.modelId(checkpoint);
        TorchNetwork network = TorchNetwork.load(archive, "rtmpose", device);
        RtmPoseModel model = new RtmPoseModel(network, options, id);
        try {
            model.warmUp();
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Runs the network once, so that loading fails rather than the first horse. One call is enough:
     * the graph is not optimised per batch size, so the first call at a larger size takes only 5 to
     * 25 % longer than the next (CPU); with optimisation it would stall for seconds.
     */
    private void warmUp() {
        int side = CropTransform.CROP_SIZE;
        PoseCrop black =
                new PoseCrop(
                        new byte[side * side * 3], new CropTransform(side / 2f, side / 2f, side));
        PoseModelOptions single = new PoseModelOptions(false, 1);
        try (RtmPoseEstimator estimator = new RtmPoseEstimator(network, single)) {
            estimator.estimate(List.of(black));
        }
    }

    @Override
    public synchronized PoseEstimator newEstimator() {
        if (closed) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "Pose model %s is closed; load it again", id));
        }
        return new RtmPoseEstimator(network, options);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            network.release();
        }
    }

    private static TorchScriptArchive archive(Path checkpoint) {
        Map<String, Tensor> stateDict = Checkpoint.read(checkpoint);
        try {
            return TorchScriptArchive.of(RtmPoseSize.of(stateDict), stateDict);
        } catch (ModelException e) {
            throw new ModelException(checkpoint + ": " + e.problem(), e.action(), e);
        }
    }
}
