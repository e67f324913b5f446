package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The models this project knows, and the way from a name or path in a configuration to a file. */
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
                                        "'%s' is not in the model catalogue. %sKnown: %s."
                                                .formatted(
                                                        name,
                                                        NearestName.question(name, names()),
                                                        String.join(", ", names()))));
    }

    /**
     * The file that a configuration means.
     *
     * <p>A path of an existing file wins over a name. A file reached by its catalogue name must
     * have the catalogue's digest, and so must one whose own name carries digits of it. Another
     * file that merely shares a name, such as one's own export {@code yolox_s.onnx}, is taken as a
     * file that the catalogue does not know, with a warning. Where the whole digest is unknown the
     * name is believed unless the size speaks against it; a hint that differs is a warning.
     *
     * @param nameOrFile a path, or a name in the catalogue
     * @param folders where files of the catalogue are looked for
     * @throws ModelException if there is no such file, with where it was looked for and where to
     *     get it; or if it is not the file it claims to be
     */
    public ModelFile resolve(String nameOrFile, ModelFolders folders) {
        Optional<Path> path = existing(nameOrFile);
        if (path.isPresent()) {
            return given(path.get());
        }
        Optional<CatalogueEntry> named = byName(nameOrFile);
        if (named.isPresent()) {
            return kept(named.get(), folders);
        }
        throw missing(nameOrFile);
    }

    /**
     * The model that a configuration means by a name or by a path, told by the names alone; the
     * file need not be there.
     */
    public Optional<CatalogueEntry> named(String nameOrFile) {
        return byName(nameOrFile).or(() -> byFileName(fileName(nameOrFile)));
    }

    /**
     * Tells which model a file is, by its SHA-256.
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
                        .or(() -> hintedAt(digest, bytes));
        Optional<CatalogueEntry> namesake =
                match.isPresent() ? Optional.empty() : byFileName(file.getFileName().toString());
        return new Verification(file, digest, bytes, match, namesake);
    }

    private Optional<CatalogueEntry> hintedAt(String digest, long bytes) {
        return entries.stream()
                .filter(e -> e.hintsAt(digest) && e.contradiction(digest, bytes).isEmpty())
                .findFirst();
    }

    private ModelFile given(Path path) {
        Optional<CatalogueEntry> namesake = byFileName(path.getFileName().toString());
        if (namesake.isEmpty()) {
            return new ModelFile(path, namesake, Optional.empty());
        }
        CatalogueEntry entry = namesake.get();
        String digest = FileDigest.ofModel(path);
        Optional<String> contradiction = entry.contradiction(digest, bytes(path));
        if (contradiction.isEmpty()) {
            return new ModelFile(path, namesake, entry.doubt(path, digest));
        }
        if (entry.digestInFileName()) {
            throw mismatch(path, entry, contradiction.get());
        }
        return new ModelFile(
                path,
                Optional.empty(),
                Optional.of(
                        "%s has the file name of %s and is another file: %s. It is used as one that the catalogue does not know."
                                .formatted(path, entry.name(), contradiction.get())));
    }

    private static ModelFile kept(CatalogueEntry entry, ModelFolders folders) {
        Path path =
                folders.find(entry)
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                "The file of model %s is not there: looked for %s in %s. %s"
                                                        .formatted(
                                                                entry.name(),
                                                                entry.file(),
                                                                folders.describe(entry),
                                                                entry.howToGetIt())));
        String digest = FileDigest.ofModel(path);
        Optional<String> contradiction = entry.contradiction(digest, bytes(path));
        if (contradiction.isPresent()) {
            throw mismatch(path, entry, contradiction.get());
        }
        return new ModelFile(path, Optional.of(entry), entry.doubt(path, digest));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelException(
                    "Model file %s cannot be read: %s. Check the path and its permissions."
                            .formatted(file, e),
                    e);
        }
    }

    private ModelException missing(String nameOrFile) {
        Optional<CatalogueEntry> meant = byFileName(fileName(nameOrFile));
        if (meant.isPresent()) {
            return new ModelException(
                    "There is no model file %s. It is the file of %s. %s"
                            .formatted(nameOrFile, meant.get().name(), meant.get().howToGetIt()));
        }
        return new ModelException(
                ("'%s' is neither a file nor a model of the catalogue. %sCheck the path, or use one"
                                + " of: %s.")
                        .formatted(
                                nameOrFile,
                                NearestName.question(nameOrFile, names()),
                                String.join(", ", names())));
    }

    private static ModelException mismatch(Path path, CatalogueEntry entry, String contradiction) {
        return new ModelException(
                "%s is not the file of %s: %s. Take it away, or give it by its path under another name. %s"
                        .formatted(path, entry.name(), contradiction, entry.howToGetIt()));
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
