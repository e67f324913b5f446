package io.barnhand.gait.job.pipeline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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
        PARQUET,
        POSTGRES,
        KAFKA,
        NONE
    }

    /** How often a record may be in a topic after failures of the job. */
    public enum Delivery {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    /**
     * One sink.
     *
     * @param kind form of the output
     * @param path folder; the run adds {@code run=<id>} below it; null where it is none
     * @param url JDBC URL of a database, without a password; null where it is none
     * @param topic of Kafka, null where it is none
     * @param delivery into a topic, null where it is none
     */
    public record Target(Kind kind, String path, String url, String topic, Delivery delivery) {

        private static final Pattern PASSWORD = Pattern.compile("(?i)[?&]password=|//[^/]*:[^/]*@");

        private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

        static Target folder(String path) {
            return folder(Kind.JSONL, path);
        }

        private static Target folder(Kind kind, String path) {
            return new Target(kind, path, null, null, null);
        }

        static Target topic(String topic, Delivery delivery) {
            return new Target(Kind.KAFKA, null, null, topic, delivery);
        }

        /** A URI stays as it is. */
        private Target absolute() {
            return path == null || path.contains("://")
                    ? this
                    : new Target(
                            kind,
                            Path.of(path).toAbsolutePath().normalize().toString(),
                            url,
                            topic,
                            delivery);
        }

        /** Of records other than poses, which have no columns. */
        private static Target readLines(Section section) {
            Target target = read(section);
            if (target.kind == Kind.PARQUET) {
                section.problem("kind", "parquet", "is for poses only, must be jsonl or another");
            }
            return target;
        }

        private static Target read(Section section) {
            return switch (section.choice("kind", Kind.JSONL)) {
                case JSONL -> folder(Kind.JSONL, section.required("path"));
                case PARQUET -> folder(Kind.PARQUET, section.required("path"));
                case POSTGRES -> new Target(Kind.POSTGRES, null, url(section), null, null);
                case KAFKA ->
                        topic(topic(section), section.choice("delivery", Delivery.AT_LEAST_ONCE));
                case NONE -> new Target(Kind.NONE, section.text("path", null), null, null, null);
            };
        }

        private static String topic(Section section) {
            String topic = section.required("topic");
            if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
                section.problem(
                        "topic",
                        topic,
                        "must be up to 249 letters, digits, dots, hyphens or underscores");
            }
            return topic;
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

    /** The same sinks, with folders named from the root of this machine's files. */
    SinkOptions absolute() {
        return new SinkOptions(
                absolute(poses),
                absolute(gait),
                absolute(strides),
                absolute(coverage),
                absolute(deadLetter));
    }

    private static List<Target> absolute(List<Target> targets) {
        return targets.stream().map(Target::absolute).toList();
    }

    /** The sinks that are folders of files, of whatever result. */
    public Stream<Target> folders() {
        return Stream.concat(all(Kind.JSONL), all(Kind.PARQUET));
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
                        targets(section, "poses", folder("out/poses"), Target::read),
                        targets(section, "gait", folder("out/gait"), Target::readLines),
                        targets(section, "strides", folder("out/strides"), Target::readLines),
                        targets(section, "coverage", folder("out/coverage"), Target::readLines),
                        targets(
                                section,
                                "dead-letter",
                                folder("out/dead-letter"),
                                Target::readLines));
        if (options.poses().stream().anyMatch(target -> target.kind() == Kind.POSTGRES)) {
            section.problem(
                    "poses",
                    "of kind postgres",
                    "must be files or a topic: there are too many keypoints");
        }
        return options;
    }

    private static List<Target> folder(String path) {
        return List.of(Target.folder(path));
    }

    private static List<Target> targets(
            Section section, String key, List<Target> absent, Function<Section, Target> reader) {
        return section.items(key, absent, reader).stream()
                .filter(target -> target.kind() != Kind.NONE)
                .toList();
    }
}
