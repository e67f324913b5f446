package io.barnhand.gait.job.pipeline.config.text;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * YAML as mappings from texts, lists, texts, {@link WrittenScalar}s and nulls. Keys of mappings are
 * the texts that are written.
 */
public final class YamlValues {

    /** What YAML takes for no value, of which JSON has only the first. */
    private static final Set<String> NO_VALUE = Set.of("null", "~", "Null", "NULL");

    private static final Schema SCHEMA = new Schema();

    private final Load load;

    /**
     * @param label of the document, for messages
     */
    public YamlValues(String label) {
        this.load =
                new Load(
                        LoadSettings.builder()
                                .setLabel(label)
                                .setSchema(SCHEMA)
                                .setTagConstructors(
                                        SCHEMA.getSchemaTagConstructors().entrySet().stream()
                                                .filter(entry -> isScalar(entry.getKey()))
                                                .collect(
                                                        Collectors.toMap(
                                                                Map.Entry::getKey,
                                                                entry ->
                                                                        written(entry.getValue()))))
                                .build());
    }

    /**
     * @throws YamlEngineException if it is not YAML, or a mapping has a key twice
     */
    public Object read(InputStream in) {
        return plain(load.loadFromInputStream(in));
    }

    /**
     * @throws YamlEngineException as above
     */
    public Object read(String text) {
        return plain(load.loadFromString(text));
    }

    private static boolean isScalar(Tag tag) {
        return Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL).contains(tag);
    }

    private static ConstructNode written(ConstructNode meaning) {
        return node -> {
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            return new WrittenScalar(text, meaning.construct(node));
        };
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return mapping(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlValues::plain).collect(Collectors.toList());
        }
        return value instanceof WrittenScalar written && written.value() == null ? null : value;
    }

    private static Map<String, Object> mapping(Map<?, ?> map) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (mapping.containsKey(key)) {
                throw new YamlEngineException(
                        String.format(Locale.ROOT, "the key %s is there twice", key));
            }
            mapping.put(key, plain(entry.getValue()));
        }
        return mapping;
    }

    private static final class Schema extends JsonSchema {

        @Override
        public ScalarResolver getScalarResolver() {
            ScalarResolver json = new JsonScalarResolver();
            return (text, isPlain) ->
                    isPlain && NO_VALUE.contains(text) ? Tag.NULL : json.resolve(text, isPlain);
        }
    }
}
