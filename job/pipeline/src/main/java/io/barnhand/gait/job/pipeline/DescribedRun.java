package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SettingDifference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * The description of a run, see {@link RunDescription}.
 *
 * @param program that measured it, with its commit; empty where that was not kept
 * @param models ids of the detector and, where there was one, of the pose model: name and digest;
 *     none where keypoints were read
 * @param configuration empty where an earlier release kept it, which kept it as text
 * @param earlier starts of the run before the last
 */
public record DescribedRun(
        Optional<String> program,
        List<String> models,
        Optional<JobConfiguration> configuration,
        List<EarlierStart> earlier) {

    /** Keys of the networks in {@code models}, in its order. */
    private static final List<String> NETWORKS = List.of("detector.model", "pose.model");

    /**
     * A start of a resumed run, before its last one.
     *
     * @param begun when, ISO 8601
     * @param settings that the start after it changed, as they were
     */
    public record EarlierStart(String begun, Map<String, String> settings) {

        private static EarlierStart of(JsonNode json) {
            Map<String, String> settings = new LinkedHashMap<>();
            json.path("settings")
                    .properties()
                    .forEach(
                            setting ->
                                    settings.put(
                                            setting.getKey(),
                                            SettingDifference.text(setting.getValue())));
            return new EarlierStart(json.path("begun").asText(), settings);
        }
    }

    /**
     * @param description as it is stored
     * @param where it is, for a message
     * @throws ConfigurationException if it holds a configuration that cannot be used
     */
    public static DescribedRun of(JsonNode description, String where) {
        List<String> models = new ArrayList<>();
        description.path("models").forEach(model -> models.add(model.asText()));
        List<EarlierStart> earlier = new ArrayList<>();
        description.path("earlier").forEach(start -> earlier.add(EarlierStart.of(start)));
        JsonNode configuration = description.path(RunDescription.CONFIGURATION);
        return new DescribedRun(
                Optional.ofNullable(description.path("program").asText(null)),
                List.copyOf(models),
                configuration.isObject()
                        ? Optional.of(stored(configuration, where))
                        : Optional.empty(),
                List.copyOf(earlier));
    }

    /**
     * The run that estimated some keypoints; empty where there is no description beside them.
     *
     * @param keypoints file or folder, such as {@code out/poses/run=monday}
     * @throws ConfigurationException if the description holds a configuration that cannot be used
     */
    public static Optional<DescribedRun> of(Path keypoints) throws IOException {
        Optional<KeypointRun> run = KeypointRun.around(keypoints);
        return run.isPresent() ? run.get().described() : Optional.empty();
    }

    private static JobConfiguration stored(JsonNode configuration, String where) {
        try {
            return ConfigurationReader.stored(configuration);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "%s keeps settings that cannot be used (%s)",
                            where,
                            String.join(", ", e.getMessage().lines().toList())),
                    "use the release that wrote it");
        }
    }

    /**
     * The differences that affect keypoints: networks by their digests, settings key by key where
     * both runs know theirs.
     */
    public List<SettingDifference> keypointDifferences(DescribedRun other) {
        List<SettingDifference> differences = new ArrayList<>();
        for (int i = 0; i < NETWORKS.size(); i++) {
            TextNode here = network(i);
            TextNode there = other.network(i);
            if (!here.equals(there)) {
                differences.add(new SettingDifference(NETWORKS.get(i), here, there));
            }
        }
        differences.addAll(settings(other, Effect.KEYPOINTS));
        return differences;
    }

    /**
     * The differences that affect results, as far as both descriptions have them: those that affect
     * keypoints where both runs estimated their own, and those that affect measurements.
     */
    public List<SettingDifference> differences(DescribedRun other) {
        Set<SettingDifference> differences = new LinkedHashSet<>();
        if (readsVideo() && other.readsVideo()) {
            differences.addAll(keypointDifferences(other));
        }
        differences.addAll(settings(other, Effect.GAIT));
        return List.copyOf(differences);
    }

    /** The settings that differ from the defaults of this release, which come first in each. */
    public List<SettingDifference> otherThanDefaults() {
        JobConfiguration defaults = ConfigurationReader.read(null, List.of());
        return new DescribedRun(Optional.empty(), models, Optional.of(defaults), List.of())
                .differences(this);
    }

    private List<SettingDifference> settings(DescribedRun other, Effect effect) {
        return configuration.isPresent() && other.configuration.isPresent()
                ? SettingDifference.between(configuration.get(), other.configuration.get(), effect)
                : List.of();
    }

    private boolean readsVideo() {
        return !models.isEmpty();
    }

    private TextNode network(int index) {
        return TextNode.valueOf(index < models.size() ? models.get(index) : "none");
    }
}
