package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.detection.DetectionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The networks of a configuration, loaded and held: a job that runs in the same process shares
 * them, and a broken one is reported before it starts.
 */
public final class LoadedModels implements AutoCloseable {

    private final List<Runnable> releases = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /**
     * @throws ConfigurationException if one cannot be loaded or does not know an accepted class,
     *     naming the key; also names each other model that is missing
     */
    public static LoadedModels load(ConfiguredStages stages) {
        LoadedModels models = new LoadedModels();
        if (stages.readsVideo()) {
            Set<String> accepted = stages.detectionSettings().accepted();
            Lease<DetectionModel> detector;
            try {
                detector = models.checked("detector.model", () -> stages.detector().acquire());
            } catch (ConfigurationException e) {
                throw withPoseModel(e, stages);
            }
            models.releases.add(detector::close);
            models.checked("detector.accept", () -> detector.model().classes().indicesOf(accepted));
            models.ids.add(detector.model().id());
            models.acquirePose(stages);
        }
        return models;
    }

    /** The failure of the detector, and that of the pose model if it has one, too. */
    private static ConfigurationException withPoseModel(
            ConfigurationException detector, ConfiguredStages stages) {
        try (LoadedModels pose = new LoadedModels()) {
            pose.acquirePose(stages);
            return detector;
        } catch (ConfigurationException e) {
            return new ConfigurationException(List.of(detector.getMessage(), e.getMessage()));
        }
    }

    private void acquirePose(ConfiguredStages stages) {
        checked("pose.model", () -> stages.poseModel().acquire(Set.of()))
                .ifPresent(
                        pose -> {
                            releases.add(pose::close);
                            ids.add(pose.lease().model().id());
                        });
    }

    /** The ids of the detector and, where there is one, of the pose model: name and digest. */
    public List<String> ids() {
        return List.copyOf(ids);
    }

    private <T> T checked(String key, Supplier<T> step) {
        try {
            return step.get();
        } catch (ModelException e) {
            close();
            throw ConfigurationException.at(key, e);
        }
    }

    @Override
    public void close() {
        releases.forEach(Runnable::run);
        releases.clear();
    }
}
