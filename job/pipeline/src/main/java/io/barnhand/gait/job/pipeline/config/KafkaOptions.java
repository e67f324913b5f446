package io.barnhand.gait.job.pipeline.config;

import java.util.regex.Pattern;

/**
 * {@code kafka}: how the sources and sinks of kind {@code kafka} reach their brokers.
 *
 * @param brokers some of the brokers, {@code host:port} with commas between, or null where Kafka is
 *     not used
 * @param properties path of a Java properties file with further settings of Kafka's clients, such
 *     as credentials, or null
 */
public record KafkaOptions(String brokers, String properties) {

    private static final String BROKER = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):\\d{1,5}";
    private static final Pattern BROKERS = Pattern.compile(BROKER + "(?:," + BROKER + ")*");

    static KafkaOptions read(Section section) {
        String brokers = section.text("brokers", null);
        if (brokers != null && !BROKERS.matcher(brokers).matches()) {
            section.problem("brokers", brokers, "must be like broker1:9092,broker2:9092");
        }
        return new KafkaOptions(brokers, section.text("properties", null));
    }
}
