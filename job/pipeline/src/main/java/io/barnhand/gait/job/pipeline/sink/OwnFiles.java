package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * What runs write below a folder that the user named. The folder may be a link; below it none is
 * followed, as whoever can write there could point one anywhere. Stores have no links.
 */
public final class OwnFiles {

    private OwnFiles() {}

    /**
     * The first link on the way from a folder to a path below it, or that path itself.
     *
     * @throws ConfigurationException if the path is not below the folder
     */
    public static Optional<Path> link(Path folder, Path below) {
        Path base = folder.toAbsolutePath();
        Path path = below.toAbsolutePath().normalize();
        if (!path.startsWith(base.normalize())) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s does not lie below %s", below, folder),
                    "remove what names it there, which this program did not write");
        }
        if (path.equals(base.normalize())) {
            return Optional.empty();
        }
        Path at = base;
        for (Path name : base.normalize().relativize(path)) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * @throws ConfigurationException if there is a link on the way, or the path is not below the
     *     folder
     */
    public static void requireNoLink(Path folder, Path below) {
        link(folder, below)
                .ifPresent(
                        link -> {
                            throw new ConfigurationException(
                                    String.format(
                                            Locale.ROOT,
                                            "%s is a link, and none is followed below %s",
                                            link,
                                            folder),
                                    "remove it, or put what it leads to in its place");
                        });
    }

    /** The same, in any store. */
    public static void requireNoLink(
            org.apache.flink.core.fs.Path folder, org.apache.flink.core.fs.Path below)
            throws IOException {
        if (isOnDisk(below)) {
            requireNoLink(disk(folder), disk(below));
        }
    }

    /**
     * Removes a file, or a folder with all that is in it. Links in it are removed, not what they
     * lead to.
     *
     * @throws ConfigurationException if there is a link on the way, or the path is not below the
     *     folder
     */
    public static void delete(
            org.apache.flink.core.fs.Path folder, org.apache.flink.core.fs.Path below)
            throws IOException {
        if (!isOnDisk(below)) {
            below.getFileSystem().delete(below, true);
            return;
        }
        Path path = disk(below);
        requireNoLink(disk(folder), path.toAbsolutePath().getParent());
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path left, IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Removes a link in the place of a file that is to be written. */
    public static void removeLink(org.apache.flink.core.fs.Path file) throws IOException {
        if (isOnDisk(file) && Files.isSymbolicLink(disk(file))) {
            Files.delete(disk(file));
        }
    }

    private static boolean isOnDisk(org.apache.flink.core.fs.Path path) throws IOException {
        return !path.getFileSystem().isDistributedFS();
    }

    private static Path disk(org.apache.flink.core.fs.Path path) {
        return Path.of(path.getPath());
    }
}
