package io.barnhand.gait.operators.video.planning;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * The files at a configured path on a disk: those below a folder or matching a glob whose names do
 * not begin with a dot, or the one that is named.
 *
 * @param base the file or folder named, or the folder in which the glob begins
 * @param files in the order of their paths; may be empty
 * @param unreadable entries at the path that are no readable file, such as a link to nothing or a
 *     folder without permission, with the reason
 */
public record SourceFiles(Path base, SortedSet<Path> files, SortedMap<Path, String> unreadable) {

    static final int MAX_FILES = 100_000;
    static final int MAX_DEPTH = 32;

    /**
     * @param path file, folder or glob ({@code * ? [] {}}, {@code **} for folders within folders)
     * @throws PlanException if there is nothing at the path, or more than 100,000 files
     */
    public static SourceFiles find(String path) {
        Path base = literal(path);
        if (base != null && Files.exists(base)) {
            return walk(base, file -> true);
        }
        int wild = firstWildcard(path);
        if (wild < 0) {
            throw new PlanException(
                    String.format(Locale.ROOT, "There is nothing at %s", path),
                    path.indexOf('\ufffd') < 0
                            ? "check the path and that the disk is mounted"
                            : "rename it, as its name is not UTF-8");
        }
        int slash = path.lastIndexOf('/', wild);
        Path folder = Path.of(slash < 0 ? "." : path.substring(0, slash + 1));
        if (!Files.isDirectory(folder)) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "There is no folder %s, where the glob %s begins",
                            folder,
                            path),
                    "check the path");
        }
        PathMatcher matcher = glob(path, slash + 1);
        return walk(folder, file -> matcher.matches(folder.relativize(file)));
    }

    /**
     * @param path with a glob from {@code begin} on
     * @throws PlanException if that is none
     */
    static PathMatcher glob(String path, int begin) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + path.substring(begin));
        } catch (PatternSyntaxException e) {
            throw new PlanException(
                    String.format(Locale.ROOT, "%s is no glob (%s)", path, e.getDescription()),
                    "check its brackets");
        }
    }

    private static Path literal(String path) {
        try {
            return Path.of(path);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static SourceFiles walk(Path base, PathMatcher wanted) {
        TreeSet<Path> files = new TreeSet<>();
        TreeMap<Path, String> unreadable = new TreeMap<>();
        SimpleFileVisitor<Path> visitor =
                new SimpleFileVisitor<>() {
                    private int seen;

                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        return !folder.equals(base) && hidden(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (++seen > MAX_FILES) {
                            throw new PlanException(
                                    String.format(
                                            Locale.ROOT,
                                            "There are more than %d files in %s",
                                            MAX_FILES,
                                            base),
                                    "plan it folder by folder");
                        }
                        if (selected(file)) {
                            if (a.isRegularFile()) {
                                files.add(file);
                            } else {
                                unreadable.put(file, "it is no regular file, or links to none");
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // A folder without permission does not stop the rest.
                        if (Files.isDirectory(file) || selected(file)) {
                            unreadable.put(file, e.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private boolean selected(Path file) {
                        return (file.equals(base) || !hidden(file)) && wanted.matches(file);
                    }
                };
        try {
            Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
        } catch (IOException e) {
            throw new PlanException(
                    String.format(Locale.ROOT, "%s cannot be listed (%s)", base, e),
                    "check its permissions",
                    e);
        }
        return new SourceFiles(base, files, unreadable);
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
