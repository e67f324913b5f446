package io.barnhand.gait.operators.video.planning;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the camera, and possibly the recording, of a file without a sidecar in its path. */
public final class CameraNaming {

    /**
     * Names found in a path.
     *
     * @param camera camera id
     * @param recording recording id, or null if the path does not name one
     */
    record PathMatch(String camera, String recording) {}

    private enum NamingRule {
        PARENT_FOLDER,
        FILE_STEM,
        PATTERN
    }

    private final NamingRule rule;
    private final Pattern pattern;

    private CameraNaming(NamingRule rule, Pattern pattern) {
        this.rule = rule;
        this.pattern = pattern;
    }

    /** The camera is the name of the folder that holds the file. */
    public static CameraNaming parentFolder() {
        return new CameraNaming(NamingRule.PARENT_FOLDER, null);
    }

    /** The camera is the file's name without its extension. */
    public static CameraNaming fileStem() {
        return new CameraNaming(NamingRule.FILE_STEM, null);
    }

    /**
     * The camera is the match of the group {@code camera} in the path (with {@code /} between its
     * parts), and the recording that of the group {@code recording}, if there is one.
     *
     * @param regex for example {@code "/(?<camera>stall\\d+)_(?<recording>[^/]*)\\.mp4$"}; found
     *     anywhere in the path
     * @throws PlanException if it is no regular expression or lacks the group {@code camera}
     */
    public static CameraNaming pattern(String regex) {
        if (!regex.contains("(?<camera>")) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "The camera pattern \"%s\" has no group (?<camera>...)",
                            regex),
                    "put the part that names the camera into such a group");
        }
        try {
            return new CameraNaming(NamingRule.PATTERN, Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "The camera pattern \"%s\" is no regular expression (%s)",
                            regex,
                            e.getDescription()),
                    "correct it, or use parent-folder or file-stem");
        }
    }

    /**
     * The names in a path; empty if the pattern finds no camera in it.
     *
     * @param path absolute path or address, with {@code /} between its parts
     */
    Optional<PathMatch> of(String path) {
        switch (rule) {
            case PARENT_FOLDER -> {
                String folder = path.substring(0, path.lastIndexOf('/'));
                String name = folder.substring(folder.lastIndexOf('/') + 1);
                return Optional.of(new PathMatch(name.isEmpty() ? "root" : name, null));
            }
            case FILE_STEM -> {
                return Optional.of(new PathMatch(stem(path), null));
            }
            default -> {
                Matcher matcher = pattern.matcher(path);
                if (!matcher.find() || blank(matcher.group("camera"))) {
                    return Optional.empty();
                }
                String recording =
                        pattern.pattern().contains("(?<recording>")
                                ? matcher.group("recording")
                                : null;
                return Optional.of(
                        new PathMatch(
                                matcher.group("camera"), blank(recording) ? null : recording));
            }
        }
    }

    /** A file's name without its extension. */
    static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
