package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NearestName;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.keypoints.Ap10k;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the catalogue's YAML. Strict: a key that is unknown, missing, doubled or of another type is
 * an error that names the entry, so that a typing error cannot turn a check off.
 */
final class CatalogueReader {

    private static final List<String> KEYS =
            List.of(
                    "name",
                    "kind",
                    "family",
                    "file",
                    "url",
                    "embedded",
                    "sha256",
                    "bytes",
                    "licence",
                    "input_size",
                    "classes",
                    "keypoint_order",
                    "keypoint_semantics",
                    "score_threshold",
                    "score_meaning",
                    "notice");

    private static final String CORRECT = "correct the catalogue";

    private final String where;
    private final Map<?, ?> fields;

    private CatalogueReader(String where, Map<?, ?> fields) {
        this.where = where;
        this.fields = fields;
    }

    /**
     * @param source name of the document, for messages
     * @throws ModelException if it is not a catalogue
     */
    static List<CatalogueEntry> read(String source, InputStream yaml) {
        Object document;
        try {
            document =
                    new Load(LoadSettings.builder().setLabel(source).build())
                            .loadFromInputStream(yaml);
        } catch (YamlEngineException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "%s is not YAML (%s)", source, e.getMessage()),
                    CORRECT,
                    e);
        }
        if (!(document instanceof Map<?, ?> root)
                || !(root.get("models") instanceof List<?> list)) {
            throw new ModelException(source + " has no list 'models'", CORRECT);
        }
        knownKeys(source, root, List.of("models"));
        List<CatalogueEntry> entries = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Object item : list) {
            String where = String.format(Locale.ROOT, "%s, entry %d", source, entries.size() + 1);
            if (!(item instanceof Map<?, ?> fields)) {
                throw new ModelException(where + " is not a mapping", CORRECT);
            }
            CatalogueEntry entry =
                    new CatalogueReader(
                                    String.format(
                                            Locale.ROOT, "%s (%s)", where, fields.get("name")),
                                    fields)
                            .entry();
            if (!taken.add(entry.name()) || !taken.add(entry.file())) {
                throw new ModelException(
                        where + " has the name or file of another entry", "rename one of them");
            }
            entries.add(entry);
        }
        return entries;
    }

    private CatalogueEntry entry() {
        knownKeys(where, fields, KEYS);
        ModelKind kind = constant("kind", ModelKind.values());
        boolean pose = kind == ModelKind.POSE;
        List<?> size = list("input_size");
        if (size.size() != 2
                || !(size.get(0) instanceof Integer width)
                || !(size.get(1) instanceof Integer height)
                || width < 1
                || height < 1) {
            throw bad("input_size", size, "width and height in px, such as [256, 256]");
        }
        for (String key : List.of("keypoint_order", "keypoint_semantics")) {
            if (fields.containsKey(key) != pose) {
                throw new ModelException(
                        pose
                                ? String.format(
                                        Locale.ROOT,
                                        "%s has no '%s', which a pose model needs",
                                        where,
                                        key)
                                : String.format(
                                        Locale.ROOT,
                                        "%s has '%s', which only pose models have",
                                        where,
                                        key),
                        pose ? "add it" : "remove it");
            }
        }
        if (pose && fields.containsKey("classes")) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT, "%s has 'classes', which only detectors have", where),
                    "remove it");
        }
        return new CatalogueEntry(
                text("name"),
                pose
                        ? family(PoseFamily.values(), PoseFamily.DEFAULT)
                        : family(DetectorFamily.values(), DetectorFamily.DEFAULT),
                fileName(),
                url(),
                digest(),
                bytes(),
                text("licence"),
                width,
                height,
                pose ? List.of() : classes(),
                pose ? keypointOrder() : List.of(),
                pose
                        ? Optional.of(constant("keypoint_semantics", KeypointSemantics.values()))
                        : Optional.empty(),
                threshold(),
                text("score_meaning"),
                fields.containsKey("notice") ? Optional.of(text("notice")) : Optional.empty());
    }

    /**
     * @param families of the model's kind
     * @param fallback the family if the entry names none
     */
    private ModelFamily family(ModelFamily[] families, ModelFamily fallback) {
        if (!fields.containsKey("family")) {
            return fallback;
        }
        String named = text("family");
        for (ModelFamily family : families) {
            if (name(family).equals(named)) {
                return family;
            }
        }
        List<String> known = Stream.of(families).map(CatalogueReader::name).toList();
        throw new ModelException(
                String.format(Locale.ROOT, "%s: '%s' is not a family of such models", where, named),
                NearestName.action(named, known));
    }

    private static String name(ModelFamily family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    /** The address of a model; empty if it comes with the installation. */
    private Optional<URI> url() {
        Object embedded = fields.containsKey("embedded") ? fields.get("embedded") : false;
        if (!(embedded instanceof Boolean)) {
            throw bad("embedded", embedded, "true or false");
        }
        if (embedded.equals(fields.containsKey("url"))) {
            throw new ModelException(
                    embedded.equals(true)
                            ? String.format(
                                    Locale.ROOT, "%s has both 'url' and 'embedded: true'", where)
                            : String.format(
                                    Locale.ROOT,
                                    "%s has neither 'url' nor 'embedded: true'",
                                    where),
                    "give one of them");
        }
        return embedded.equals(true)
                ? Optional.empty()
                : Optional.of(
                        URI.create(
                                matching(
                                        "url",
                                        "https://[A-Za-z0-9._~/:@+-]+",
                                        "an https address")));
    }

    /** Those of COCO by default. */
    private List<String> classes() {
        if (!fields.containsKey("classes")) {
            return ClassNames.coco().names();
        }
        List<?> names = list("classes");
        boolean texts = names.stream().allMatch(n -> n instanceof String s && !s.isBlank());
        if (names.isEmpty() || !texts || Set.copyOf(names).size() < names.size()) {
            throw bad("classes", names, "names by index, all different, such as [horse]");
        }
        return names.stream().map(String::valueOf).toList();
    }

    /** Only the order of the layout of poses is accepted. */
    private List<String> keypointOrder() {
        List<String> order = list("keypoint_order").stream().map(String::valueOf).toList();
        Optional<String> difference = Ap10k.LAYOUT.difference(order);
        if (difference.isPresent()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: 'keypoint_order' is not that of poses, %s",
                            where,
                            difference.get()),
                    "give the order of AP-10K");
        }
        return order;
    }

    /** A plain name, so that it cannot lead out of a directory it is joined to. */
    private String fileName() {
        return matching("file", "[A-Za-z0-9_][A-Za-z0-9._-]*", "a plain file name");
    }

    /** Only these two lengths: a digest without one digit would be a hint, and check nothing. */
    private Optional<String> digest() {
        if (fields.containsKey("sha256") && fields.get("sha256") == null) {
            return Optional.empty();
        }
        return Optional.of(
                matching(
                        "sha256",
                        String.format(
                                Locale.ROOT,
                                "[0-9a-f]{%d}|[0-9a-f]{%d}",
                                CatalogueEntry.DIGEST_DIGITS,
                                CatalogueEntry.HINT_DIGITS),
                        "all 64 lower-case hex digits in quotes, the 8 of a file name as a hint, or null"));
    }

    private OptionalLong bytes() {
        Object value = fields.get("bytes");
        if (!fields.containsKey("bytes")) {
            return OptionalLong.empty();
        }
        if (!(value instanceof Integer || value instanceof Long)
                || ((Number) value).longValue() < 1) {
            throw bad("bytes", value, "an integer of at least 1");
        }
        return OptionalLong.of(((Number) value).longValue());
    }

    private double threshold() {
        Object value = fields.get("score_threshold");
        if (!(value instanceof Number number)
                || !(number.doubleValue() >= 0)
                || Double.isInfinite(number.doubleValue())) {
            throw bad("score_threshold", value, "a number of at least 0");
        }
        return number.doubleValue();
    }

    private String matching(String key, String pattern, String expected) {
        String value = text(key);
        if (!value.matches(pattern)) {
            throw bad(key, value, expected);
        }
        return value;
    }

    private String text(String key) {
        if (!(fields.get(key) instanceof String value) || value.isBlank()) {
            throw bad(key, fields.get(key), "a text");
        }
        return value;
    }

    private List<?> list(String key) {
        if (!(fields.get(key) instanceof List<?> value)) {
            throw bad(key, fields.get(key), "a list");
        }
        return value;
    }

    private <E extends Enum<E>> E constant(String key, E[] constants) {
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(fields.get(key))) {
                return constant;
            }
        }
        throw bad(
                key,
                fields.get(key),
                Stream.of(constants)
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "one of ", "")));
    }

    private ModelException bad(String key, Object value, String expected) {
        return new ModelException(
                String.format(Locale.ROOT, "%s: '%s' is %s", where, key, value),
                "give " + expected);
    }

    private static void knownKeys(String where, Map<?, ?> fields, List<String> known) {
        for (Object key : fields.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                throw new ModelException(
                        String.format(Locale.ROOT, "%s: the key '%s' is unknown", where, name),
                        NearestName.action(name, known));
            }
        }
    }
}
