package io.barnhand.gait.job.configuration.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
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

    /** Of collections in collections; a configuration has five. */
    private static final int MAX_DEPTH = 50;

    /** A configuration of a hundred cameras has a few kilobytes. */
    private static final int MAX_BYTES = 3_000_000;

    private final LoadSettings settings;

    /**
     * @param label of the document, for messages
     */
    public YamlValues(String label) {
        this.settings =
                LoadSettings.builder()
                        .setLabel(label)
                        .setSchema(SCHEMA)
                        .setTagConstructors(
                                SCHEMA.getSchemaTagConstructors().entrySet().stream()
                                        .filter(entry -> isScalar(entry.getKey()))
                                        .collect(
                                                Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        entry -> written(entry.getValue()))))
                        .build();
    }

    /**
     * @throws YamlEngineException if it is not YAML, a mapping has a key twice, or it is nested too
     *     deep or within itself
     * @throws IOException if it cannot be read
     */
    public Object read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new YamlEngineException(
                    String.format(Locale.ROOT, "it has more than %d bytes", MAX_BYTES));
        }
        try (Reader reader = new YamlUnicodeReader(new ByteArrayInputStream(bytes))) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return read(text.toString());
        } catch (CharacterCodingException e) {
            throw new YamlEngineException("it is not text in UTF-8", e);
        }
    }

    /**
     * @throws YamlEngineException as above
     */
    public Object read(String text) {
        requireShallow(text);
        try {
            return plain(new Load(settings).loadFromString(text), 0);
        } catch (YamlEngineException e) {
            throw e.getCause() instanceof IllegalArgumentException
                    ? new YamlEngineException("a value is not what its tag says", e)
                    : e;
        }
    }

    /** The loader calls itself for each level. */
    private void requireShallow(String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            requireDepth(depth);
        }
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new YamlEngineException(
                    String.format(
                            Locale.ROOT,
                            "it is nested more than %d levels deep, or holds itself by an alias",
                            MAX_DEPTH));
        }
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

    private static Object plain(Object value, int depth) {
        requireDepth(depth);
        if (value instanceof Map<?, ?> map) {
            return mapping(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> plain(item, depth + 1)).collect(Collectors.toList());
        }
        return value instanceof WrittenScalar written && written.value() == null ? null : value;
    }

    private static Map<String, Object> mapping(Map<?, ?> map, int depth) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (mapping.containsKey(key)) {
                throw new YamlEngineException(
                        String.format(Locale.ROOT, "the key %s is there twice", key));
            }
            mapping.put(key, plain(entry.getValue(), depth));
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
