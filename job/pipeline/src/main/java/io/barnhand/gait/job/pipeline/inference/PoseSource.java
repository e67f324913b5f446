package io.barnhand.gait.job.pipeline.inference;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.device.DevicePlacement;
import io.barnhand.gait.models.device.DeviceRequest;
import io.barnhand.gait.models.device.GpuInventory;
import io.barnhand.gait.models.device.PlacedDevice;
import io.barnhand.gait.models.engine.TorchEngine;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.operators.stages.pose.PlacedPoseModel;
import io.barnhand.gait.operators.stages.pose.PoseModelSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured pose model.
 *
 * @param model name in the catalogue or file
 * @param flipTest whether each crop is also run mirrored
 * @param batch largest number of crops in one network call
 * @param device where it runs
 * @param detectionOnlyIfMissing whether the job runs without keypoints where there is no such file;
 *     a broken file is an error all the same
 */
public record PoseSource(
        String model,
        boolean flipTest,
        int batch,
        DeviceRequest device,
        boolean detectionOnlyIfMissing)
        implements PoseModelSource {

    private static final Logger LOG = LoggerFactory.getLogger(PoseSource.class);

    @Override
    public Optional<PlacedPoseModel> acquire(Set<Integer> offeredGpus) {
        SharedModels.requireOwnClassLoader();
        if (detectionOnlyIfMissing && missing()) {
            return Optional.empty();
        }
        PlacedDevice place = place(offeredGpus);
        try {
            return Optional.of(new PlacedPoseModel(load(place.device()), place));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private PlacedDevice place(Set<Integer> offeredGpus) {
        GpuInventory gpus = new GpuInventory(offeredGpus, TorchEngine.gpus());
        if (device.kind() != DeviceRequest.Selection.CPU && !gpus.unseen().isEmpty()) {
            LOG.warn("GPUs {} cannot be used: {}", gpus.unseen(), gpus.description());
        }
        return DevicePlacement.shared().place(device, gpus);
    }

    private Lease<PoseModel> load(Device placed) {
        PoseModelOptions options =
                PoseModelOptions.defaults().withFlipTest(flipTest).withMaxBatch(batch);
        ModelFile resolved = ModelCatalogue.embedded().resolve(model, ModelDirectory.folders());
        resolved.warning().ifPresent(LOG::warn);
        return ModelCache.shared()
                .acquire(
                        ModelKey.of(
                                PoseModel.class,
                                resolved.path(),
                                options.toString(),
                                placed.toString()),
                        () -> resolved.loadPoseModel(options, placed));
    }

    private boolean missing() {
        if (Files.exists(Path.of(model))) {
            return false;
        }
        return ModelCatalogue.embedded().entries().stream()
                .filter(entry -> entry.name().equals(model))
                .noneMatch(entry -> ModelDirectory.folders().find(entry).isPresent());
    }
}
