package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds files in a store as {@link SourceFiles} does on a disk: those below a folder or matching a
 * glob whose names do not begin with a dot, or the one that is named. Addresses are written without
 * percent encoding.
 */
final class StoreListing {

    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?");

    private final RemoteFiles store;
    private final URI base;
    private final Map<String, RemoteFiles.RemoteEntry> files = new TreeMap<>();
    private int seen;

    private StoreListing(RemoteFiles store, URI base) {
        this.store = store;
        this.base = base;
    }

    static boolean isAddress(String path) {
        return ADDRESS.matcher(path).matches();
    }

    static FootageListing find(String path, RemoteFiles store) {
        try {
            URI address = uri(path);
            if (!path.endsWith("/") && isFile(address, store)) {
                return one(address, store);
            }
            FootageListing below = below(address, store, relative -> true);
            FootageListing found = below.files().isEmpty() ? matching(path, store) : below;
            if (found.files().isEmpty()) {
                throw new FileNotFoundException(path);
            }
            return found;
        } catch (FileNotFoundException e) {
            throw new PlanException(
                    String.format(Locale.ROOT, "There is nothing at %s", path),
                    "check the bucket, the path and the endpoint of the store",
                    e);
        } catch (IOException e) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "The store of %s cannot be listed (%s)",
                            path,
                            e.getMessage()),
                    "check its address, the credentials and that it answers",
                    e);
        } catch (UncheckedIOException e) {
            // Its message has its action.
            throw new PlanException(
                    String.format(Locale.ROOT, "%s cannot be read", path), e.getMessage(), e);
        }
    }

    private static URI uri(String path) {
        Matcher parts = ADDRESS.matcher(path);
        if (!parts.matches()) {
            throw new PlanException(
                    String.format(Locale.ROOT, "%s is no address", path),
                    "write it like s3://barn/clips");
        }
        try {
            String authority = parts.group(2).isEmpty() ? null : parts.group(2);
            String below = parts.group(3) == null ? "/" : parts.group(3);
            return new URI(parts.group(1), authority, below, null, null);
        } catch (URISyntaxException e) {
            throw new PlanException(
                    String.format(Locale.ROOT, "%s is no address (%s)", path, e.getReason()),
                    "write it like s3://barn/clips",
                    e);
        }
    }

    private static boolean isFile(URI address, RemoteFiles store) throws IOException {
        try {
            store.size(address);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private static FootageListing one(URI file, RemoteFiles store) throws IOException {
        RemoteFiles.RemoteEntry sidecar = null;
        URI beside = uri(StoredFile.address(file) + ".json");
        if (isFile(beside, store)) {
            sidecar = new RemoteFiles.RemoteEntry(beside, false, store.size(beside));
        }
        String path = file.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new FootageListing(
                List.of(new StoredFile(store, file, name, store.size(file), sidecar)),
                Map.of(),
                true);
    }

    private static FootageListing matching(String path, RemoteFiles store) throws IOException {
        int wild = SourceFiles.firstWildcard(path);
        if (wild < 0) {
            throw new FileNotFoundException(path);
        }
        int slash = path.lastIndexOf('/', wild);
        if (slash < path.indexOf("://") + 3) {
            throw new PlanException(
                    String.format(Locale.ROOT, "%s has a wildcard in place of the bucket", path),
                    "name the bucket");
        }
        PathMatcher matcher = SourceFiles.glob(path, slash + 1);
        return below(
                uri(path.substring(0, slash + 1)),
                store,
                relative -> matcher.matches(Path.of(relative)));
    }

    private static FootageListing below(URI folder, RemoteFiles store, Predicate<String> wanted)
            throws IOException {
        StoreListing listing = new StoreListing(store, folder);
        listing.walk(folder, "", 0);
        List<FootageFile> found = new ArrayList<>();
        listing.files.forEach(
                (relative, file) -> {
                    if (wanted.test(relative)) {
                        found.add(
                                new StoredFile(
                                        store,
                                        file.address(),
                                        relative,
                                        file.bytes(),
                                        listing.files.get(relative + ".json")));
                    }
                });
        return new FootageListing(found, Map.of(), false);
    }

    private void walk(URI folder, String below, int depth) throws IOException {
        for (RemoteFiles.RemoteEntry entry : entries(folder)) {
            String path = entry.address().getPath();
            String bare =
                    entry.folder() && path.endsWith("/")
                            ? path.substring(0, path.length() - 1)
                            : path;
            String name = bare.substring(bare.lastIndexOf('/') + 1);
            if (name.startsWith(".")) {
                continue;
            }
            if (!entry.folder()) {
                if (++seen > SourceFiles.MAX_FILES) {
                    throw new PlanException(
                            String.format(
                                    Locale.ROOT,
                                    "There are more than %d files in %s",
                                    SourceFiles.MAX_FILES,
                                    StoredFile.address(base)),
                            "plan it folder by folder");
                }
                files.put(below + name, entry);
            } else if (depth < SourceFiles.MAX_DEPTH) {
                walk(entry.address(), below + name + "/", depth + 1);
            }
        }
    }

    /** A folder without files does not exist in most stores: some throw, others list nothing. */
    private List<RemoteFiles.RemoteEntry> entries(URI folder) throws IOException {
        try {
            return store.list(folder);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
