package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known models, and the way from a name or path in a configuration to a file. */
public final class ModelCatalogue {

    private static final String RESOURCE = "/io/barnhand/gait/models/weights/catalogue.yaml";

    private final List<CatalogueEntry> entries;

    public ModelCatalogue(List<CatalogueEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalogue that comes with this module. */
    public static ModelCatalogue embedded() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks its resource " + RESOURCE);
            }
            return new ModelCatalogue(CatalogueReader.read(RESOURCE, in));
        } catch (IOException e) {
            throw new IllegalStateException("This build's resource " + RESOURCE + " is broken", e);
        }
    }

    /** All models, in the order of the catalogue. */
    public List<CatalogueEntry> entries() {
        return entries;
    }

    /**
     * The model of a name.
     *
     * @throws ModelException if there is none; the message names the nearest one
     */
    public CatalogueEntry find(String name) {
        return byName(name)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        String.format(
                                                Locale.ROOT,
                                                "'%s' is not in the model catalogue",
                                                name),
                                        NearestName.action(name, names())));
    }

    /**
     * The file of a configured name or path.
     *
     * <p>A path of an existing file wins over a name. A file found by its catalogue name must have
     * the catalogue's digest, and so must one whose own name holds digits of it. Another file of
     * the same name, such as a user's export {@code yolox_s.onnx}, is used as an unknown file, with
     * a warning. If the complete digest is unknown, the name is trusted unless the size differs; a
     * different hint is a warning.
     *
     * @param nameOrFile a path, or a name in the catalogue
     * @param folders folders with files of the catalogue
     * @throws ModelException if there is no such file, with the folders searched and the source of
     *     the file; or if it is another file than its name says
     */
    public ModelFile resolve(String nameOrFile, ModelFolders folders) {
        Optional<Path> path = existing(nameOrFile);
        if (path.isPresent()) {
            return fromPath(path.get());
        }
        Optional<CatalogueEntry> named = byName(nameOrFile);
        if (named.isPresent()) {
            return fromFolders(named.get(), folders);
        }
        throw missing(nameOrFile);
    }

    /** The model of a configured name or path, found by its name only; the file need not exist. */
    public Optional<CatalogueEntry> named(String nameOrFile) {
        return byName(nameOrFile).or(() -> byFileName(fileName(nameOrFile)));
    }

    /**
     * Identifies the model of a file by its SHA-256.
     *
     * @throws ModelException if it cannot be read
     */
    public Verification verify(Path file) {
        String digest = FileDigest.ofModel(file);
        long bytes = bytes(file);
        Optional<CatalogueEntry> match =
                entries.stream()
                        .filter(e -> e.hasDigest(digest))
                        .findFirst()
                        .or(() -> byHint(digest, bytes));
        Optional<CatalogueEntry> namesake =
                match.isPresent() ? Optional.empty() : byFileName(file.getFileName().toString());
        return new Verification(file, digest, bytes, match, namesake);
    }

    private Optional<CatalogueEntry> byHint(String digest, long bytes) {
        return entries.stream()
                .filter(e -> e.matchesHint(digest) && e.contradiction(digest, bytes).isEmpty())
                .findFirst();
    }

    private ModelFile fromPath(Path path) {
        Optional<CatalogueEntry> namesake = byFileName(path.getFileName().toString());
        if (namesake.isEmpty()) {
            return new ModelFile(path, namesake, Optional.empty());
        }
        CatalogueEntry entry = namesake.get();
        String digest = FileDigest.ofModel(path);
        Optional<String> contradiction = entry.contradiction(digest, bytes(path));
        if (contradiction.isEmpty()) {
            return new ModelFile(path, namesake, entry.hintWarning(path, digest));
        }
        if (entry.digestInFileName()) {
            throw mismatch(path, entry, contradiction.get());
        }
        return new ModelFile(
                path,
                Optional.empty(),
                Optional.of(
                        BarnhandException.message(
                                String.format(
                                        Locale.ROOT,
                                        "%s has the file name of %s but is another file: %s",
                                        path,
                                        entry.name(),
                                        contradiction.get()),
                                "it is used as a file that the catalogue does not know")));
    }

    private static ModelFile fromFolders(CatalogueEntry entry, ModelFolders folders) {
        Path path =
                folders.find(entry)
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                String.format(
                                                        Locale.ROOT,
                                                        "Model %s has no file %s in %s",
                                                        entry.name(),
                                                        entry.file(),
                                                        folders.describe(entry)),
                                                entry.howToGetIt()));
        String digest = FileDigest.ofModel(path);
        Optional<String> contradiction = entry.contradiction(digest, bytes(path));
        if (contradiction.isPresent()) {
            throw mismatch(path, entry, contradiction.get());
        }
        return new ModelFile(path, Optional.of(entry), entry.hintWarning(path, digest));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "Model file %s cannot be read (%s)", file, e),
                    "check the path and its permissions",
                    e);
        }
    }

    private ModelException missing(String nameOrFile) {
        Optional<CatalogueEntry> namesake = byFileName(fileName(nameOrFile));
        if (namesake.isPresent()) {
            return new ModelException(
                    String.format(
                            Locale.ROOT,
                            "There is no model file %s, the file of model %s",
                            nameOrFile,
                            namesake.get().name()),
                    namesake.get().howToGetIt());
        }
        return new ModelException(
                String.format(
                        Locale.ROOT,
                        "'%s' is neither a file nor a model of the catalogue",
                        nameOrFile),
                "check the path, or " + NearestName.action(nameOrFile, names()));
    }

    private static ModelException mismatch(Path path, CatalogueEntry entry, String contradiction) {
        return new ModelException(
                String.format(
                        Locale.ROOT,
                        "%s is not the file of %s: %s",
                        path,
                        entry.name(),
                        contradiction),
                "remove it, or use it by its path under another name. For the model, "
                        + entry.howToGetIt());
    }

    private static Optional<Path> existing(String nameOrFile) {
        try {
            return Optional.of(Path.of(nameOrFile)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String fileName(String path) {
        return path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    }

    private Optional<CatalogueEntry> byName(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    private Optional<CatalogueEntry> byFileName(String fileName) {
        return entries.stream().filter(e -> e.file().equals(fileName)).findFirst();
    }

    private List<String> names() {
        return entries.stream().map(CatalogueEntry::name).toList();
    }
}
