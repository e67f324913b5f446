package io.barnhand.gait.job.pipeline.inference;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.operators.stages.detection.DetectionModelSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured detector, on the CPU: it is small, and leaves the GPUs to the pose model.
 *
 * @param model name in the catalogue or file
 */
public record DetectorSource(String model) implements DetectionModelSource {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorSource.class);

    @Override
    public Lease<DetectionModel> acquire() {
        SharedModels.requireOwnClassLoader();
        ModelFile file = ModelCatalogue.embedded().resolve(model, ModelDirectory.folders());
        file.warning().ifPresent(LOG::warn);
        return ModelCache.shared()
                .acquire(
                        ModelKey.of(
                                DetectionModel.class,
                                file.path(),
                                file.detectorTraits().toString(),
                                Device.CPU.toString()),
                        file::loadDetector);
    }
}
