package io.barnhand.gait.job.configuration;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code kafka}: how the sources and sinks of kind {@code kafka} reach their brokers.
 *
 * @param brokers some of the brokers, {@code host:port} with commas between, or null where Kafka is
 *     not used
 * @param properties path of a Java properties file with further settings of Kafka's clients, such
 *     as credentials, or null
 * @param ledger topic in which runs are claimed
 */
public record KafkaOptions(String brokers, String properties, String ledger) {

    private static final String BROKER = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):\\d{1,5}";
    private static final Pattern BROKER_LIST = Pattern.compile(BROKER + "(?:," + BROKER + ")*");

    private static final Key<KafkaOptions, String> BROKERS =
            Key.of(
                    "brokers",
                    KafkaOptions::brokers,
                    Scalar.text(KafkaOptions::checked, Function.identity()),
                    null,
                    "some of the brokers, such as broker1:9092,broker2:9092");

    private static final Key<KafkaOptions, String> PROPERTIES =
            Key.of(
                    "properties",
                    KafkaOptions::properties,
                    Scalar.text(),
                    null,
                    "Java properties file (UTF-8) with further settings of Kafka's clients: TLS, SASL"
                            + " and the credentials, the only place for them; read where the job is"
                            + " submitted");

    private static final Key<KafkaOptions, String> LEDGER =
            Key.of(
                            "ledger",
                            KafkaOptions::ledger,
                            Scalar.text(KafkaOptions::topic, Function.identity()),
                            "barnhand-runs",
                            "topic with one partition in which runs that write into topics are claimed; made"
                                    + " where it is absent and may be")
                    .idle(KafkaOptions::withoutLedger);

    static final Area<KafkaOptions> AREA = Area.of(KafkaOptions::read, BROKERS, PROPERTIES, LEDGER);

    /** What the keys of Kafka wait for. */
    static Optional<String> unused(JobConfiguration configuration) {
        return configuration.source().kind() == SourceOptions.SourceKind.KAFKA
                        || writes(configuration)
                ? Optional.empty()
                : Optional.of("where neither the source nor a sink is of kind kafka");
    }

    private static Optional<String> withoutLedger(JobConfiguration configuration) {
        return unused(configuration)
                .or(
                        () ->
                                writes(configuration)
                                        ? Optional.empty()
                                        : Optional.of("where no sink is of kind kafka"));
    }

    private static boolean writes(JobConfiguration configuration) {
        return configuration.sinks().all().anyMatch(Target.Kafka.class::isInstance);
    }

    private static KafkaOptions read(Section section) {
        return new KafkaOptions(section.get(BROKERS), section.get(PROPERTIES), section.get(LEDGER));
    }

    private static String topic(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.matches("\\.{1,2}")) {
            throw new IllegalArgumentException(
                    "give the name of a topic: up to 249 letters, digits, dots, hyphens or underscores");
        }
        return name;
    }

    private static String checked(String brokers) {
        if (!BROKER_LIST.matcher(brokers).matches()) {
            throw new IllegalArgumentException(
                    "give host:port with commas between, such as broker1:9092,broker2:9092");
        }
        return brokers;
    }
}
