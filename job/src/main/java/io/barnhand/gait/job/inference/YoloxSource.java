package io.barnhand.gait.job.inference;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.detection.YoloxModel;
import io.barnhand.gait.operators.detection.DetectionModelSource;
import java.nio.file.Path;

/**
 * The configured detector.
 *
 * @param model name in the catalogue or file
 */
public record YoloxSource(String model) implements DetectionModelSource {

    @Override
    public Lease<YoloxModel> acquire() {
        SharedModels.requireOwnClassLoader();
        Path file = ModelCatalogue.embedded().resolve(model, ModelDirectory.path()).path();
        return ModelCache.shared()
                .acquire(
                        ModelKey.of(YoloxModel.class, file, "", "cpu"),
                        () -> YoloxModel.load(file));
    }
}
