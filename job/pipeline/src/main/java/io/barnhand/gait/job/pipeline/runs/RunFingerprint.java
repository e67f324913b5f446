package io.barnhand.gait.job.pipeline.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SettingDifference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What two starts must have in common to be one run: source, models, and what affects results. */
public final class RunFingerprint {

    /** Members of a description. */
    private static final String MODELS = "models";

    private static final String CONFIGURATION = "configuration";

    private RunFingerprint() {}

    /**
     * @param description of the run, with all effective settings and the ids of its models
     * @return SHA-256, hexadecimal
     */
    public static String of(JsonNode description) {
        JobConfiguration configuration = settings(description);
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (Effect effect : Effect.values()) {
            SettingDifference.settings(configuration, effect)
                    .forEach((path, value) -> parts.add(path).add(value));
        }
        parts.add(kind(configuration)).add(topic(configuration)).add(description.path(MODELS));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * The settings in which two starts differ, the first as it was: none where only the release
     * does, which may have given another fingerprint to the same settings.
     *
     * @param effects of the settings to compare; source and models always are
     * @throws ConfigurationException if one of the descriptions holds no usable settings
     */
    public static List<SettingDifference> between(
            ObjectNode before, ObjectNode now, Set<Effect> effects) {
        JobConfiguration then = settings(before);
        JobConfiguration here = settings(now);
        Set<SettingDifference> differences = new LinkedHashSet<>();
        add(differences, "source.kind", kind(then), kind(here));
        add(differences, "source.kafka.topic", topic(then), topic(here));
        List<String> models = List.of("detector.model", "pose.model");
        for (int i = 0; i < models.size(); i++) {
            add(differences, models.get(i), model(before, i), model(now, i));
        }
        for (Effect effect : effects) {
            differences.addAll(SettingDifference.between(then, here, effect));
        }
        return new ArrayList<>(differences);
    }

    private static JobConfiguration settings(JsonNode description) {
        JsonNode settings = description.path(CONFIGURATION);
        if (!settings.isObject()) {
            throw new ConfigurationException(
                    "The description of a run holds no settings", "use the release that wrote it");
        }
        return ConfigurationReader.stored(settings);
    }

    private static void add(Set<SettingDifference> all, String path, String a, String b) {
        if (!a.equals(b)) {
            all.add(new SettingDifference(path, TextNode.valueOf(a), TextNode.valueOf(b)));
        }
    }

    private static String kind(JobConfiguration configuration) {
        return configuration.source().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String topic(JobConfiguration configuration) {
        return String.valueOf(configuration.source().kafka().topic());
    }

    private static String model(JsonNode description, int index) {
        return description.path(MODELS).path(index).asText("none");
    }
}
