package io.barnhand.gait.job.inference;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.pose.RtmPoseModel;
import io.barnhand.gait.models.pose.RtmPoseOptions;
import io.barnhand.gait.operators.pose.PoseModelSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configured pose model.
 *
 * @param model name in the catalogue or file
 * @param flipTest whether each crop is also run mirrored
 * @param batch most crops in one network call
 * @param detectionOnlyIfMissing whether the job goes on without keypoints where there is no such
 *     file; a file that is there and broken is an error all the same
 */
public record RtmPoseSource(
        String model, boolean flipTest, int batch, boolean detectionOnlyIfMissing)
        implements PoseModelSource {

    @Override
    public Optional<Lease<RtmPoseModel>> acquire() {
        SharedModels.requireOwnClassLoader();
        if (detectionOnlyIfMissing && missing()) {
            return Optional.empty();
        }
        RtmPoseOptions options =
                RtmPoseOptions.defaults().withFlipTest(flipTest).withLargestBatch(batch);
        Path file = ModelCatalogue.embedded().resolve(model, ModelDirectory.folders()).path();
        return Optional.of(
                ModelCache.shared()
                        .acquire(
                                ModelKey.of(RtmPoseModel.class, file, options.toString(), "cpu"),
                                () -> RtmPoseModel.load(file, options)));
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
