package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.ConfigurationReader;
import io.barnhand.gait.job.pipeline.config.Effect;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SettingDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a run, see {@link RunDescription}.
 *
 * @param models ids of the detector and, where there was one, of the pose model: name and digest
 * @param configuration empty where an earlier release kept it, which kept it as text
 */
public record DescribedRun(List<String> models, Optional<JobConfiguration> configuration) {

    private static final List<String> NETWORKS = List.of("detector", "pose network");

    /**
     * @param description as it is stored
     * @param where it is, for a message
     * @throws ConfigurationException if it holds a configuration that cannot be used
     */
    public static DescribedRun of(JsonNode description, String where) {
        List<String> models = new ArrayList<>();
        description.path("models").forEach(model -> models.add(model.asText()));
        JsonNode configuration = description.path(RunDescription.CONFIGURATION);
        return new DescribedRun(
                List.copyOf(models),
                configuration.isObject()
                        ? Optional.of(stored(configuration, where))
                        : Optional.empty());
    }

    private static JobConfiguration stored(JsonNode configuration, String where) {
        try {
            return ConfigurationReader.stored(configuration);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    "%s keeps settings that cannot be used: %s".formatted(where, e.getMessage()));
        }
    }

    /**
     * In what keypoints of another run would not be as those of this one: networks by their
     * digests, settings key by key where both runs know theirs.
     *
     * @return clauses such as {@code detector.score was 0.7, is 0.6}
     */
    public List<String> keypointsOtherwise(DescribedRun now) {
        List<String> clauses = new ArrayList<>();
        for (int i = 0; i < NETWORKS.size(); i++) {
            String before = network(i);
            String after = now.network(i);
            if (!before.equals(after)) {
                clauses.add("the %s was %s, is %s".formatted(NETWORKS.get(i), before, after));
            }
        }
        if (configuration.isPresent() && now.configuration.isPresent()) {
            SettingDifference.between(
                            configuration.get(), now.configuration.get(), Effect.KEYPOINTS)
                    .forEach(
                            d ->
                                    clauses.add(
                                            "%s was %s, is %s"
                                                    .formatted(d.path(), d.textA(), d.textB())));
        }
        return clauses;
    }

    private String network(int index) {
        return index < models.size() ? models.get(index) : "none";
    }
}
