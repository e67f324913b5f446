package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.text.SettingPath;
import io.barnhand.gait.job.configuration.text.WrittenScalar;
import io.barnhand.gait.job.configuration.text.YamlValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a configuration from a YAML file and {@code key=value} settings that override it. */
public final class ConfigurationReader {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ConfigurationReader() {}

    /**
     * @param file YAML file, or null for the defaults
     * @param settings {@code dotted.key=value}, the value in YAML; a key with a dot or an equals
     *     sign stands in double quotes; later ones win
     * @throws ConfigurationException naming every problem
     */
    public static JobConfiguration read(Path file, List<String> settings) {
        return given(file, settings).read();
    }

    /**
     * The same without defaults.
     *
     * @throws ConfigurationException if it is no mapping of keys
     */
    public static GivenConfiguration given(Path file, List<String> settings) {
        Map<String, Object> values = file == null ? new LinkedHashMap<>() : load(file);
        settings.forEach(setting -> apply(values, setting));
        return new GivenConfiguration(values);
    }

    /**
     * The part of a configuration kept with the results of a run that affects results; sinks and
     * settings of cost have their defaults. Keys that only the release of that run knew are left
     * out; keys that it did not know have their defaults.
     *
     * @throws ConfigurationException naming every value that cannot be used
     */
    public static JobConfiguration stored(JsonNode json) {
        Map<String, Object> values = plain(json);
        values.keySet().retainAll(JobConfiguration.AREA.affecting());
        Section root = Section.root(JobConfiguration.AREA, values, Map.of());
        JobConfiguration configuration = JobConfiguration.AREA.read(root);
        root.finish();
        return configuration;
    }

    static Map<String, Object> plain(JsonNode json) {
        return MAPPER.convertValue(json, new TypeReference<>() {});
    }

    private static Map<String, Object> load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Object document = new YamlValues(file.toString()).read(in);
            if (document == null) {
                return new LinkedHashMap<>();
            }
            if (document instanceof Map<?, ?> map) {
                return copy(map);
            }
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The configuration %s holds a value of type %s",
                            file,
                            WrittenScalar.meant(document).getClass().getSimpleName()),
                    "give a mapping of keys to values");
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "There is no configuration file %s",
                            file.toAbsolutePath()),
                    "give the path of an existing one");
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The configuration %s cannot be read (%s)",
                            file,
                            e.getMessage()),
                    "check its permissions and the disk");
        } catch (YamlEngineException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The configuration %s is not valid YAML (%s)",
                            file,
                            e.getMessage()),
                    "correct it");
        }
    }

    private static void apply(Map<String, Object> values, String setting) {
        SettingPath path =
                SettingPath.of(setting)
                        .orElseThrow(
                                () ->
                                        new ConfigurationException(
                                                String.format(
                                                        Locale.ROOT,
                                                        "The setting %s has no key=value form",
                                                        setting),
                                                "give one such as pose.batch=8 or 'cameras.\"Stall 1.10\".mirrored=true'"));
        Map<String, Object> section = values;
        for (String key : path.around()) {
            Map<String, Object> inner =
                    section.get(key) instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
            section.put(key, inner);
            section = inner;
        }
        try {
            section.put(path.key(), new YamlValues(setting).read(path.value()));
        } catch (YamlEngineException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The value of the setting %s is not valid YAML (%s)",
                            setting,
                            e.getMessage()),
                    "correct it, or put it into quotes");
        }
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
