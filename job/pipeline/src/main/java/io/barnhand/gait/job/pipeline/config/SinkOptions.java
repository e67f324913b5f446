package io.barnhand.gait.job.pipeline.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

        private static final Pattern TOPIC_NAME =
                Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

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

        private static final Key<Target, Kind> KIND =
                Key.of(
                        "kind",
                        Target::kind,
                        Scalar.choice(Kind.class),
                        Kind.JSONL,
                        "form of the output");

        private static final Key<Target, String> PATH =
                Key.required("path", Target::path, Scalar.text(), "", "folder");

        private static final Key<Target, String> UNUSED_PATH =
                Key.of("path", Target::path, Scalar.text(), null, "of a sink that is switched off");

        private static final Key<Target, String> URL =
                Key.required("url", Target::url, Scalar.text(), "", "of a database");

        private static final Key<Target, String> TOPIC =
                Key.required("topic", Target::topic, Scalar.text(), "", "of Kafka");

        private static final Key<Target, Delivery> DELIVERY =
                Key.of(
                        "delivery",
                        Target::delivery,
                        Scalar.choice(Delivery.class),
                        Delivery.AT_LEAST_ONCE,
                        "into a topic");

        /** Of records other than poses, which have no columns. */
        private static Target readLines(Section section) {
            Target target = read(section);
            if (target.kind == Kind.PARQUET) {
                section.problem("kind", "parquet", "is for poses only, must be jsonl or another");
            }
            return target;
        }

        private static Target read(Section section) {
            return switch (section.get(KIND)) {
                case JSONL -> folder(Kind.JSONL, section.get(PATH));
                case PARQUET -> folder(Kind.PARQUET, section.get(PATH));
                case POSTGRES -> new Target(Kind.POSTGRES, null, url(section), null, null);
                case KAFKA -> topic(topic(section), section.get(DELIVERY));
                case NONE -> new Target(Kind.NONE, section.get(UNUSED_PATH), null, null, null);
            };
        }

        private static String topic(Section section) {
            String topic = section.get(TOPIC);
            if (!topic.isEmpty() && !TOPIC_NAME.matcher(topic).matches()) {
                section.problem(
                        "topic",
                        topic,
                        "must be up to 249 letters, digits, dots, hyphens or underscores");
            }
            return topic;
        }

        private static String url(Section section) {
            String url = section.get(URL);
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

        private JsonNode write() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            for (Key<Target, ?> key : List.of(KIND, PATH, URL, TOPIC, DELIVERY)) {
                write(key, json);
            }
            return json;
        }

        private <T> void write(Key<Target, T> key, ObjectNode json) {
            T value = key.of().apply(this);
            if (value != null) {
                json.set(key.name(), key.form().write(value));
            }
        }
    }

    /** The sinks of one result. */
    private record Targets(Function<Section, Target> reader) implements Form<List<Target>> {

        @Override
        public List<Target> read(Section section, String key, List<Target> absent) {
            return section.items(key).map(this::targets).orElse(absent);
        }

        private List<Target> targets(List<Section> items) {
            return items.stream().map(reader).filter(target -> target.kind() != Kind.NONE).toList();
        }

        @Override
        public JsonNode write(List<Target> targets) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            targets.forEach(target -> json.add(target.write()));
            return json;
        }
    }

    /** What a sink may be, for a reader. */
    static final String FORMS =
            """
            each one of these, or a list of them:
              {kind: jsonl, path: folder}
              {kind: parquet, path: folder}: poses only; by camera and day, camera=<id>/day=<UTC day>. A live\
             run puts files together every 30 checkpoints: poses are there after five minutes
              {kind: postgres, url: "jdbc:postgresql://host:5432/barn?user=gait"}: not poses; tables as in\
             flink-deploy/sql, password in the file PGPASSFILE names
              {kind: kafka, topic: name, delivery: at-least-once}: the topic must exist; lines as in\
             flink-deploy/schema. Stamps are event times: let a topic that is filled from an archive keep\
             them (retention.ms: -1) or stamp anew (message.timestamp.type: LogAppendTime). delivery:\
             exactly-once for readers with isolation.level=read_committed; needs a run.id that stays over\
             restarts and run.mode streaming; a job must not be down for longer than\
             transaction.timeout.ms (15 min; may be set in kafka.properties)
              {kind: none}""";

    private static final Key<SinkOptions, List<Target>> POSES =
            key("poses", SinkOptions::poses, Target::read, "the keypoint archive");

    private static final Key<SinkOptions, List<Target>> GAIT =
            key("gait", SinkOptions::gait, Target::readLines, "gait records");

    private static final Key<SinkOptions, List<Target>> STRIDES =
            key("strides", SinkOptions::strides, Target::readLines, "every stride of every pass");

    private static final Key<SinkOptions, List<Target>> COVERAGE =
            key(
                    "coverage",
                    SinkOptions::coverage,
                    Target::readLines,
                    "when footage was expected, decoded, with a horse, usable");

    private static final Key<SinkOptions, List<Target>> DEAD_LETTER =
            key(
                    "dead-letter",
                    SinkOptions::deadLetter,
                    Target::readLines,
                    "input that could not be used, and why");

    static final Area<SinkOptions> AREA =
            Area.of(SinkOptions::read, POSES, GAIT, STRIDES, COVERAGE, DEAD_LETTER);

    private static Key<SinkOptions, List<Target>> key(
            String name,
            Function<SinkOptions, List<Target>> of,
            Function<Section, Target> reader,
            String sentence) {
        return Key.of(
                name, of, new Targets(reader), List.of(Target.folder("out/" + name)), sentence);
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

    private static SinkOptions read(Section section) {
        SinkOptions options =
                new SinkOptions(
                        section.get(POSES),
                        section.get(GAIT),
                        section.get(STRIDES),
                        section.get(COVERAGE),
                        section.get(DEAD_LETTER));
        if (options.poses().stream().anyMatch(target -> target.kind() == Kind.POSTGRES)) {
            section.problem(
                    "poses",
                    "of kind postgres",
                    "must be files or a topic: there are too many keypoints");
        }
        return options;
    }
}
