package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What has come of a file so far: {@code FILE.part}, and beside it, in {@code FILE.part.version},
 * the address it came from and what the server calls that version of the file. Locked while it is
 * open, so that two fetches do not write into each other's file.
 */
final class PartialFile implements AutoCloseable {

    private static final String SUFFIX = ".part";
    private static final String VERSION_SUFFIX = ".part.version";
    private static final String URL = "url";
    private static final String VERSION = "version";
    private static final long LARGEST_VERSION_FILE = 1 << 16;

    private final Path path;
    private final Path versionPath;
    private final URI url;
    private final FileChannel channel;
    private Optional<String> version = Optional.empty();

    private PartialFile(Path path, Path versionPath, URI url, FileChannel channel) {
        this.path = path;
        this.versionPath = versionPath;
        this.url = url;
        this.channel = channel;
    }

    /**
     * What there is of a file; empty where it came from another address, or from a version without
     * a name.
     *
     * @throws ModelException if another fetch has it
     */
    static PartialFile open(Path file, URI url) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + SUFFIX);
        Path versionPath = file.resolveSibling(file.getFileName() + VERSION_SUFFIX);
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        PartialFile part = new PartialFile(path, versionPath, url, channel);
        try {
            part.lock();
            part.readVersion();
            if (part.version.isEmpty()) {
                channel.truncate(0);
            }
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Bytes so far. */
    long length() throws IOException {
        return channel.size();
    }

    /** What the server calls the version of which this is a part; empty if it has no name. */
    Optional<String> version() {
        return version;
    }

    /** Begins again, with a version of the file. */
    void restart(Optional<String> newVersion) throws IOException {
        channel.truncate(0);
        version = newVersion;
        if (version.isEmpty()) {
            Files.deleteIfExists(versionPath);
            return;
        }
        Properties properties = new Properties();
        properties.setProperty(URL, url.toString());
        properties.setProperty(VERSION, version.get());
        try (OutputStream out = Files.newOutputStream(versionPath)) {
            properties.store(out, null);
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        long at = channel.size();
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Gives the complete file its name. */
    void publish(Path file) throws IOException {
        channel.force(true);
        channel.close();
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(versionPath);
    }

    /**
     * Keeps what came as a rejected file; the next fetch begins again.
     *
     * @return where it is kept
     */
    Path reject(RejectedFiles rejected) throws IOException {
        channel.close();
        Path kept = rejected.keep(path);
        Files.deleteIfExists(versionPath);
        return kept;
    }

    /** Removes what came. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        Files.deleteIfExists(versionPath);
    }

    /** Leaves what came, unless that is nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            boolean empty = channel.size() == 0;
            channel.close();
            if (empty) {
                discard();
            }
        }
    }

    private void lock() throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new ModelException(
                    String.format(Locale.ROOT, "Another fetch is writing %s", path),
                    "wait until it has ended");
        }
    }

    private void readVersion() throws IOException {
        if (!Files.isRegularFile(versionPath) || Files.size(versionPath) > LARGEST_VERSION_FILE) {
            return;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(versionPath)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            return; // Damaged: as if it were not there.
        }
        if (url.toString().equals(properties.getProperty(URL))) {
            version = Optional.ofNullable(properties.getProperty(VERSION));
        }
    }
}
