package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import io.barnhand.gait.models.engine.TorchCaller;
import io.barnhand.gait.models.engine.TorchNetwork;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModelOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** RTMPose on batches of crops, padded to the next bucket. */
final class RtmPoseEstimator implements PoseEstimator {

    private final TorchNetwork network;
    private final PoseModelOptions options;
    private final TorchCaller caller;
    private final InputTensor input;
    private boolean closed;

    /**
     * @param network in use by the caller; this estimator retains it until closed
     */
    RtmPoseEstimator(TorchNetwork network, PoseModelOptions options) {
        this.network = network;
        this.options = options;
        this.input = new InputTensor(options.maxBatch());
        this.caller = network.newCaller();
        network.retain();
    }

    @Override
    public List<Keypoints> estimate(List<PoseCrop> crops) {
        if (closed) {
            throw new IllegalStateException("The pose estimator is closed; get a new one");
        }
        List<Keypoints> keypoints = new ArrayList<>(crops.size());
        for (int from = 0; from < crops.size(); from += options.maxBatch()) {
            int to = Math.min(from + options.maxBatch(), crops.size());
            List<PoseCrop> batch = crops.subList(from, to);
            SimccLogits logits = logits(batch);
            for (int i = 0; i < batch.size(); i++) {
                keypoints.add(SimccDecoder.decode(logits, i, batch.get(i).transform()));
            }
        }
        return keypoints;
    }

    /**
     * @param crops not more than the largest bucket
     * @return at least as many entries as crops
     */
    SimccLogits logits(List<PoseCrop> crops) {
        SimccLogits straight = call(crops, false);
        if (!options.flipTest()) {
            return straight;
        }
        return straight.averagedWithMirrored(call(crops, true), crops.size());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            caller.close();
            network.release();
        }
    }

    private SimccLogits call(List<PoseCrop> crops, boolean mirrored) {
        input.fill(crops, mirrored);
        int bucket = options.bucketFor(crops.size());
        int side = CropTransform.CROP_SIZE;
        try {
            List<float[]> logits = caller.call(input.first(bucket), bucket, 3, side, side);
            return new SimccLogits(logits.get(0), logits.get(1));
        } catch (OutOfDeviceMemoryException e) {
            throw new OutOfDeviceMemoryException(problem(crops, e), e);
        } catch (ModelException e) {
            throw new ModelException(problem(crops, e), e.action(), e);
        }
    }

    private static String problem(List<PoseCrop> crops, ModelException e) {
        return String.format(
                Locale.ROOT,
                "The pose network failed on a batch of %d: %s",
                crops.size(),
                e.problem());
    }
}
