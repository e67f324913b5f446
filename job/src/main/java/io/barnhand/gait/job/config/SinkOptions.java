package io.barnhand.gait.job.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code sinks}: where the results go; each list may be empty.
 *
 * @param poses the keypoint archive
 * @param gait gait records
 * @param strides the strides of passes
 * @param coverage what was expected, decoded, with a horse and usable
 * @param deadLetter input that could not be used
 */
public record SinkOptions(
        List<Target> poses,
        List<Target> gait,
        List<Target> strides,
        List<Target> coverage,
        List<Target> deadLetter) {

    /** Kinds of sinks. */
    public enum Kind {
        JSONL,
        POSTGRES,
        NONE
    }

    /**
     * One sink.
     *
     * @param kind form of the output
     * @param path folder; the run adds {@code run=<id>} below it; null for a database
     * @param url JDBC URL of a database, without a password; null for a folder
     */
    public record Target(Kind kind, String path, String url) {

        private static final Pattern PASSWORD = Pattern.compile("(?i)[?&]password=|//[^/]*:[^/]*@");

        private static Target read(Section section) {
            return switch (section.choice("kind", Kind.JSONL)) {
                case JSONL -> new Target(Kind.JSONL, section.required("path"), null);
                case POSTGRES -> new Target(Kind.POSTGRES, null, url(section));
                case NONE -> new Target(Kind.NONE, section.text("path", null), null);
            };
        }

        private static String url(Section section) {
            String url = section.required("url");
            if (PASSWORD.matcher(url).find()) {
                // The value is not repeated: it would be in the log.
                section.problem(
                        "url",
                        "a URL with a password",
                        "which others could read: leave it out and put it into the file that the"
                                + " environment variable PGPASSFILE names, or into ~/.pgpass");
            } else if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                section.problem(
                        "url", url, "must be like jdbc:postgresql://localhost:5432/barn?user=gait");
            }
            return url;
        }
    }

    /** The sinks of a kind, of whatever result. */
    public Stream<Target> all(Kind kind) {
        return Stream.of(gait, strides, coverage, poses, deadLetter)
                .flatMap(List::stream)
                .filter(target -> target.kind() == kind);
    }

    static SinkOptions read(Section section) {
        SinkOptions options =
                new SinkOptions(
                        targets(section, "poses", folder("out/poses")),
                        targets(section, "gait", folder("out/gait")),
                        targets(section, "strides", folder("out/strides")),
                        targets(section, "coverage", folder("out/coverage")),
                        targets(section, "dead-letter", folder("out/dead-letter")));
        if (options.poses().stream().anyMatch(target -> target.kind() == Kind.POSTGRES)) {
            section.problem(
                    "poses", "of kind postgres", "must be files: there are too many keypoints");
        }
        return options;
    }

    private static List<Target> folder(String path) {
        return List.of(new Target(Kind.JSONL, path, null));
    }

    private static List<Target> targets(Section section, String key, List<Target> absent) {
        return section.items(key, absent, Target::read).stream()
                .filter(target -> target.kind() != Kind.NONE)
                .toList();
    }
}
