package io.barnhand.gait.job.cli.publish;

import io.barnhand.gait.operators.video.container.ConversionCommand;
import io.barnhand.gait.operators.video.container.FileNameText;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A folder of recorders with the folders in it. The file system reports new files where it can;
 * network file systems do not, so that a caller that waits must scan again in any case. Not
 * thread-safe.
 */
final class WatchedFolder implements AutoCloseable {

    /** Files taken at a time; the others come after these. */
    private static final int MAX_FILES = 10_000;

    private static final int MAX_DEPTH = 32;

    private final Path folder;
    private final WatchService watcher;

    WatchedFolder(Path folder) throws IOException {
        this.folder = folder;
        watcher = folder.getFileSystem().newWatchService();
    }

    /**
     * Name of a file within the folder, with {@code /} between its parts; the encoded path where it
     * is not text, as two such names may read alike.
     */
    String name(Path file) {
        if (FileNameText.fault(file).isPresent()) {
            return file.toUri().getRawPath();
        }
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /**
     * The first 10,000 videos in the order of their paths, those with a hidden name or in a hidden
     * folder left out: writers hide what they have not finished.
     *
     * @param settled those that are not asked for
     */
    SortedSet<Path> videos(Predicate<Path> settled) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                MAX_DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes a)
                            throws IOException {
                        if (!inner.equals(folder) && hidden(inner)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        inner.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (a.isRegularFile()
                                && !hidden(file)
                                && isFootage(file.getFileName().toString())
                                && !settled.test(file)) {
                            found.add(file);
                            if (found.size() > MAX_FILES) {
                                found.pollLast();
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (file.equals(folder)) {
                            throw e;
                        }
                        // It vanished, or may not be read: the rest can.
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    /** Also what is refused with what to do: it is not to vanish without a word. */
    private static boolean isFootage(String name) {
        return SegmentPlanner.isVideoName(name) || ConversionCommand.forName(name).isPresent();
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** Returns when a file is new, or after a time. */
    void await(Duration longest) throws InterruptedException {
        WatchKey key = watcher.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = watcher.poll();
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
