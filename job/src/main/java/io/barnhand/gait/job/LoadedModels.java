package io.barnhand.gait.job;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The networks of a configuration, loaded and held: a job that runs in the same process shares
 * them, and what is wrong with them is known before it starts.
 */
public final class LoadedModels implements AutoCloseable {

    private final List<Lease<?>> leases = new ArrayList<>();

    /**
     * @throws ConfigurationException if one cannot be loaded, naming the key that asks for it
     */
    public static LoadedModels load(ConfiguredStages stages) {
        LoadedModels models = new LoadedModels();
        if (stages.readsVideo()) {
            models.hold("detector.model", () -> Optional.of(stages.detector().acquire()));
            models.hold("pose.model", () -> stages.poseModel().acquire());
        }
        return models;
    }

    private void hold(String key, Supplier<Optional<? extends Lease<?>>> model) {
        try {
            model.get().ifPresent(leases::add);
        } catch (ModelException e) {
            close();
            throw new ConfigurationException(key + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
        leases.clear();
    }
}
