package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.formats.results.ResultKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A store that results are written into, as configured: one of a list in {@code sinks}. */
public interface Target {

    /** The values of {@code kind}. */
    enum TargetKind {
        JSONL(() -> JsonLines.AREA, JsonLines.FORM),
        PARQUET(() -> Parquet.AREA, Parquet.FORM),
        POSTGRES(() -> Postgres.AREA, Postgres.FORM),
        KAFKA(() -> Kafka.AREA, Kafka.FORM),
        NONE(() -> Nowhere.AREA, "{kind: none}");

        /** Asked for late, as the areas know the kinds. */
        private final Supplier<Area<? extends Target>> area;

        private final String form;

        /**
         * @param form how one is written and what it is, for a reader
         */
        TargetKind(Supplier<Area<? extends Target>> area, String form) {
            this.area = area;
            this.form = form;
        }

        static Target read(Section section, ResultKind<?> result) {
            TargetKind kind = section.get(Target.key());
            Target target = kind.area.get().read(section);
            target.refusal(result)
                    .ifPresent(action -> section.problem("kind", Scalar.written(kind), action));
            return target;
        }

        /** The forms of all, a line each. */
        static String forms() {
            return Arrays.stream(values())
                    .map(kind -> "  " + kind.form)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The kind of the target. */
    TargetKind kind();

    /** As it is written in a configuration. */
    JsonNode write();

    /**
     * Kind of the store and place in it, by which a restored job knows the sink; not what may
     * change without another place, such as brokers or the parameters of a URL.
     */
    String place();

    /** What to give instead, where results of a kind cannot be written into it. */
    default Optional<String> refusal(ResultKind<?> result) {
        return Optional.empty();
    }

    /**
     * The folder below which every run has a separate one; empty where the target is not a folder.
     */
    default Optional<String> folder() {
        return Optional.empty();
    }

    /** The same with a folder named from the root of this machine's files. */
    default Target absolute() {
        return this;
    }

    /** Whether a restarted job finds its open transactions there by its {@code run.id}. */
    default boolean needsRunId() {
        return false;
    }

    /**
     * Files of JSON lines.
     *
     * @param path folder; the run adds {@code run=<id>} below it
     */
    record JsonLines(String path) implements Target {

        private static final String FORM = "{kind: jsonl, path: folder}";

        private static final Key<JsonLines, String> PATH =
                Key.required("path", JsonLines::path, Scalar.place(), "", "folder");

        private static final Area<JsonLines> AREA =
                Area.of(section -> new JsonLines(section.get(PATH)), Target.key(), PATH);

        @Override
        public TargetKind kind() {
            return TargetKind.JSONL;
        }

        @Override
        public JsonNode write() {
            return AREA.write(this);
        }

        @Override
        public String place() {
            return "jsonl " + rooted(path);
        }

        @Override
        public Optional<String> folder() {
            return Optional.of(path);
        }

        @Override
        public Target absolute() {
            return new JsonLines(rooted(path));
        }
    }

    /**
     * Files of columns, for poses alone.
     *
     * @param path folder; the run adds {@code run=<id>} below it
     */
    record Parquet(String path) implements Target {

        private static final String FORM =
                """
                {kind: parquet, path: folder}: poses only; by camera and day, camera=<id>/day=<UTC day>. A live\
                 run merges files every 30 checkpoints: poses are readable after five minutes""";

        private static final Key<Parquet, String> PATH =
                Key.required("path", Parquet::path, Scalar.place(), "", "folder");

        private static final Area<Parquet> AREA =
                Area.of(section -> new Parquet(section.get(PATH)), Target.key(), PATH);

        @Override
        public TargetKind kind() {
            return TargetKind.PARQUET;
        }

        @Override
        public JsonNode write() {
            return AREA.write(this);
        }

        @Override
        public String place() {
            return "parquet " + rooted(path);
        }

        @Override
        public Optional<String> refusal(ResultKind<?> result) {
            return result == ResultKind.POSES
                    ? Optional.empty()
                    : Optional.of("give jsonl or another kind, parquet is for poses only");
        }

        @Override
        public Optional<String> folder() {
            return Optional.of(path);
        }

        @Override
        public Target absolute() {
            return new Parquet(rooted(path));
        }
    }

    /**
     * The tables of a database, for all but poses.
     *
     * @param url JDBC URL without a password
     */
    record Postgres(String url) implements Target {

        private static final String FORM =
                """
                {kind: postgres, url: "jdbc:postgresql://host:5432/barn?user=gait"}: not poses; tables as in\
                 flink-deploy/sql, password in the file PGPASSFILE names""";

        /**
         * A password among the parameters, or before the host; where only the port and a user
         * follow the host, an {@code @} belongs to the user.
         */
        private static final Pattern PASSWORD =
                Pattern.compile(
                        "(?i)[?&][^=&]*(?:passw(?:or)?d|pwd|secret)(?!callback)[^=&]*="
                                + "|//(?![^/?@]*:\\d{1,5}\\?(?:[a-z]+=[^&@]*&)*user=)[^/]*:[^/]*@");

        private static final Key<Postgres, String> URL =
                Key.required("url", Postgres::url, Scalar.text(), "", "of a database");

        private static final Area<Postgres> AREA = Area.of(Postgres::read, Target.key(), URL);

        private static Postgres read(Section section) {
            String url = section.get(URL);
            if (PASSWORD.matcher(url).find()) {
                // The value is not repeated: it would be in the log.
                section.problem(
                        "url",
                        "a URL with a password, which others could read",
                        "leave the password out and put it into the file that the environment"
                                + " variable PGPASSFILE names, or into ~/.pgpass");
            } else if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                section.problem(
                        "url",
                        url,
                        "give a URL like jdbc:postgresql://localhost:5432/barn?user=gait");
            }
            return new Postgres(url);
        }

        @Override
        public TargetKind kind() {
            return TargetKind.POSTGRES;
        }

        @Override
        public JsonNode write() {
            return AREA.write(this);
        }

        @Override
        public String place() {
            return "postgres "
                    + url.replaceFirst("^jdbc:postgresql:", "").replaceFirst("[?].*", "");
        }

        @Override
        public Optional<String> refusal(ResultKind<?> result) {
            return result == ResultKind.POSES
                    ? Optional.of(
                            "give files or a topic, there are too many keypoints for a database")
                    : Optional.empty();
        }
    }

    /**
     * A topic.
     *
     * @param topic that exists
     * @param delivery how often a record may be in it after failures of the job
     */
    record Kafka(String topic, Delivery delivery) implements Target {

        /** The values of {@code delivery}. */
        public enum Delivery {
            AT_LEAST_ONCE,
            EXACTLY_ONCE
        }

        private static final String FORM =
                """
                {kind: kafka, topic: name, delivery: at-least-once}: the topic must exist; lines as in\
                 flink-deploy/schema. Message timestamps are event times: for a topic that is filled from an\
                 archive set retention.ms: -1 or message.timestamp.type: LogAppendTime. delivery:\
                 exactly-once for readers with isolation.level=read_committed; needs the same run.id after a\
                 restart and run.mode streaming; a job must not be down for longer than\
                 transaction.timeout.ms (15 min; may be set in kafka.properties)""";

        private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

        private static final Key<Kafka, String> TOPIC =
                Key.required("topic", Kafka::topic, Scalar.text(), "", "of Kafka");

        private static final Key<Kafka, Delivery> DELIVERY =
                Key.of(
                        "delivery",
                        Kafka::delivery,
                        Scalar.choice(Delivery.class),
                        Delivery.AT_LEAST_ONCE,
                        "into a topic");

        private static final Area<Kafka> AREA = Area.of(Kafka::read, Target.key(), TOPIC, DELIVERY);

        private static Kafka read(Section section) {
            String topic = section.get(TOPIC);
            if (!topic.isEmpty() && !NAME.matcher(topic).matches()) {
                section.problem(
                        "topic",
                        topic,
                        "give up to 249 letters, digits, dots, hyphens or underscores");
            }
            return new Kafka(topic, section.get(DELIVERY));
        }

        @Override
        public TargetKind kind() {
            return TargetKind.KAFKA;
        }

        @Override
        public JsonNode write() {
            return AREA.write(this);
        }

        @Override
        public String place() {
            return "kafka " + topic;
        }

        @Override
        public boolean needsRunId() {
            return delivery == Delivery.EXACTLY_ONCE;
        }
    }

    /**
     * No sink.
     *
     * @param path unused; one key then switches a sink off
     */
    record Nowhere(String path) implements Target {

        private static final Key<Nowhere, String> PATH =
                Key.of(
                        "path",
                        Nowhere::path,
                        Scalar.place(),
                        null,
                        "of a sink that is switched off");

        private static final Area<Nowhere> AREA =
                Area.of(section -> new Nowhere(section.get(PATH)), Target.key(), PATH);

        @Override
        public TargetKind kind() {
            return TargetKind.NONE;
        }

        @Override
        public JsonNode write() {
            return AREA.write(this);
        }

        @Override
        public String place() {
            return "none";
        }
    }

    private static <X extends Target> Key<X, TargetKind> key() {
        return Key.of(
                "kind",
                Target::kind,
                Scalar.choice(TargetKind.class),
                TargetKind.JSONL,
                "form of the output");
    }

    /** A path from the root; a URI stays as it is. */
    private static String rooted(String path) {
        return path.contains("://") ? path : Path.of(path).toAbsolutePath().normalize().toString();
    }
}
