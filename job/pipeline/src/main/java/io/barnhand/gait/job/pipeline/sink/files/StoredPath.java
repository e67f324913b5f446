package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A file or folder on a disk, or in any store for which Flink has a plugin.
 *
 * @param uri absolute
 * @param text as a user writes it: a path, or an address without percent encoding
 */
public record StoredPath(URI uri, String text) {

    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?");

    /**
     * An entry of a folder.
     *
     * @param folder whether it is a folder, or a link to one
     * @param link whether it is a link, which only a disk has
     */
    public record Entry(String name, boolean folder, boolean link) {}

    /**
     * @param text path of this machine, or address such as {@code s3://barn/out}
     * @throws ConfigurationException if it is neither
     */
    public static StoredPath of(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            return onDisk(text);
        }
        String below = parts.group(3) == null ? "/" : parts.group(3);
        String bare = below.length() > 1 ? below.replaceFirst("/+$", "") : below;
        try {
            String authority = parts.group(2).isEmpty() ? null : parts.group(2);
            return new StoredPath(
                    new URI(parts.group(1), authority, bare, null, null),
                    text.replaceFirst("(?<!/)/+$", ""));
        } catch (URISyntaxException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s is not an address (%s)", text, e.getReason()),
                    "give one like s3://barn/out");
        }
    }

    private static StoredPath onDisk(String text) {
        try {
            return of(java.nio.file.Path.of(text));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s is not a path (%s)", text, e.getMessage()),
                    "give a path of this machine, or an address like s3://barn/out");
        }
    }

    public static StoredPath of(java.nio.file.Path path) {
        // The JDK ends the address of a folder that is there in a slash.
        String address = path.toAbsolutePath().toUri().toString();
        return new StoredPath(URI.create(address.replaceFirst("(?<=[^/])/$", "")), path.toString());
    }

    /**
     * @param relative names with {@code /} between them
     */
    public StoredPath resolve(String relative) {
        try {
            return new StoredPath(
                    new URI(
                            uri.getScheme(),
                            uri.getAuthority(),
                            joined(uri.getPath(), relative),
                            null,
                            null),
                    joined(text, relative));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s cannot lie below %s", relative, text), e);
        }
    }

    private static String joined(String parent, String relative) {
        return parent.isEmpty() || parent.endsWith("/")
                ? parent + relative
                : parent + "/" + relative;
    }

    /** The folder above; empty at the top. */
    public Optional<StoredPath> parent() {
        if (isOnDisk()) {
            return Optional.ofNullable(disk().normalize().getParent()).map(StoredPath::of);
        }
        String path = uri.getPath();
        return path.length() <= 1
                ? Optional.empty()
                : Optional.of(
                        StoredPath.of(
                                String.format(
                                        Locale.ROOT,
                                        "%s://%s%s",
                                        uri.getScheme(),
                                        uri.getAuthority(),
                                        path.substring(0, Math.max(1, path.lastIndexOf('/'))))));
    }

    /** The last part of the path. */
    public String name() {
        return flink().getName();
    }

    public boolean isOnDisk() {
        return "file".equals(uri.getScheme());
    }

    private java.nio.file.Path disk() {
        return java.nio.file.Path.of(uri);
    }

    /** As Flink names it. */
    public Path flink() {
        return new Path(uri);
    }

    public boolean isFolder() throws IOException {
        return status().map(FileStatus::isDir).orElse(false);
    }

    public boolean isFile() throws IOException {
        return status().map(status -> !status.isDir()).orElse(false);
    }

    /** Whether it is a link or a device, which only a disk has. */
    public boolean isIrregular() {
        return isOnDisk()
                && !Files.isRegularFile(disk(), LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(disk(), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<FileStatus> status() throws IOException {
        try {
            return Optional.of(system().getFileStatus(flink()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private FileSystem system() throws IOException {
        try {
            return FlinkFiles.system(uri);
        } catch (UncheckedIOException e) {
            throw ConfigurationException.of(e);
        }
    }

    public InputStream open() throws IOException {
        return system().open(flink());
    }

    /** The files and folders in a folder, in any order; none where there is no such folder. */
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        forEachEntry(name -> true, entries::add);
        return entries;
    }

    /**
     * Hands on the files and folders in a folder, in any order; none where there is no such folder.
     * Devices of a disk are left out, and what is removed meanwhile.
     *
     * @param wanted whether one of that name is
     */
    void forEachEntry(Predicate<String> wanted, Consumer<Entry> reader) throws IOException {
        if (isOnDisk()) {
            forEachOnDisk(wanted, reader);
            return;
        }
        for (FileStatus one : listStore()) {
            if (wanted.test(one.getPath().getName())) {
                reader.accept(new Entry(one.getPath().getName(), one.isDir(), false));
            }
        }
    }

    /** One after the other, as there may be more files than are to be kept in memory. */
    private void forEachOnDisk(Predicate<String> wanted, Consumer<Entry> reader)
            throws IOException {
        try (DirectoryStream<java.nio.file.Path> found = Files.newDirectoryStream(disk())) {
            for (java.nio.file.Path one : found) {
                String name = one.getFileName().toString();
                if (wanted.test(name)) {
                    boolean link = Files.isSymbolicLink(one);
                    boolean folder = Files.isDirectory(one);
                    if (link || folder || Files.isRegularFile(one)) {
                        reader.accept(new Entry(name, folder, link));
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nothing is there.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private FileStatus[] listStore() throws IOException {
        FileStatus[] found;
        try {
            found = system().listStatus(flink());
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
        if (found == null) {
            if (isFolder()) {
                throw new IOException("the store does not list its files");
            }
            return new FileStatus[0];
        }
        return found;
    }

    /** The path without links; that of a store has none. */
    String real() throws IOException {
        return isOnDisk() ? disk().toRealPath().toString() : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
