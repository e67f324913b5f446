package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.FailedCrop;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.PoseBatch;
import io.barnhand.gait.operators.stages.monitoring.ThreadCpu;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates the keypoints of a micro-batch with one network call.
 *
 * <p><b>Key, state, timers:</b> none. All slots of a process share the weights through the model
 * cache; each has its own estimator, because those are not thread-safe, and its place on a device.
 *
 * <p><b>Emits</b> one {@link PoseBatch} for each micro-batch, in its order, once the device had
 * room for the call; a batch that the device has no memory for is split. Without a model ({@code
 * detection-only}) every crop becomes a pose without keypoints and without a model id: keypoints
 * are never invented.
 *
 * <p><b>Late and missing:</b> order and time do not matter. <b>Poison:</b> a batch that fails is
 * tried again crop by crop; a crop that still fails is listed in {@link PoseBatch#failed()}.
 */
public final class RtmPoseFunction extends RichMapFunction<HorseCrops, PoseBatch> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RtmPoseFunction.class);

    private final PoseModelSource source;
    private transient PlacedPoseModel placed;
    private transient PoseEstimator estimator;
    private transient PoseCall network;
    private transient PoseCounters counters;

    public RtmPoseFunction(PoseModelSource source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext context) {
        placed = source.acquire(OfferedGpus.of(getRuntimeContext())).orElse(null);
        counters = new PoseCounters(getRuntimeContext(), placed == null);
        if (placed == null) {
            LOG.warn(
                    "No pose model: boxes and presence only, no keypoints and no gait"
                            + " (pose.on-missing-model is detection-only)");
        } else {
            LOG.info("Pose model {} on {}", model().id(), placed.place().device());
            DeviceCounters.register(getRuntimeContext(), placed.place());
            estimator = model().newEstimator();
            network = new PoseCall(estimator, placed.place().permits(), counters);
        }
    }

    @Override
    public PoseBatch map(HorseCrops batch) throws InterruptedException {
        List<HorsePose> poses = new ArrayList<>(batch.crops().size());
        List<FailedCrop> failed = new ArrayList<>();
        if (network == null) {
            batch.crops().forEach(crop -> poses.add(PoseQuantiser.detectionOnly(crop)));
        } else if (!batch.crops().isEmpty()) {
            long before = ThreadCpu.nanos();
            estimate(batch.crops(), poses, failed);
            counters.batch(batch.crops().size(), failed.size(), ThreadCpu.nanos() - before);
        }
        return new PoseBatch(poses, failed, batch.ended());
    }

    private PoseModel model() {
        return placed.lease().model();
    }

    private void estimate(List<HorseCrop> crops, List<HorsePose> poses, List<FailedCrop> failed)
            throws InterruptedException {
        try {
            poses.addAll(estimate(crops));
        } catch (ModelException batchFailure) {
            LOG.warn("A batch of {} crops failed; they are tried one by one", crops.size());
            for (HorseCrop crop : crops) {
                try {
                    poses.addAll(estimate(List.of(crop)));
                } catch (ModelException e) {
                    failed.add(
                            new FailedCrop(
                                    crop.camera(),
                                    crop.recording(),
                                    crop.track(),
                                    crop.timeUs(),
                                    e.getMessage()));
                }
            }
        }
    }

    private List<HorsePose> estimate(List<HorseCrop> crops) throws InterruptedException {
        List<Keypoints> keypoints =
                network.estimate(
                        crops.stream()
                                .map(crop -> new PoseCrop(crop.pixels(), crop.transform()))
                                .toList());
        String model = model().id();
        List<HorsePose> poses = new ArrayList<>(crops.size());
        for (int i = 0; i < crops.size(); i++) {
            poses.add(PoseQuantiser.pose(crops.get(i), keypoints.get(i), model));
        }
        return poses;
    }

    @Override
    public void close() {
        if (estimator != null) {
            estimator.close();
            estimator = null;
        }
        if (placed != null) {
            placed.close();
            placed = null;
        }
    }
}
