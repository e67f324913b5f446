package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.KafkaOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * How Kafka is reached. The settings may be secret: only Kafka's clients get them, and {@code
 * toString} shows none of them.
 *
 * @param brokers {@code host:port} with commas between
 * @param settings further settings of Kafka's clients
 */
public record KafkaConnection(String brokers, Map<String, String> settings)
        implements Serializable {

    /** Longest wait for an answer of the brokers before a job starts. */
    public static final int ANSWER_MS = 20_000;

    private static final Pattern SETTING = Pattern.compile("for configuration ([a-z.]+)");

    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /**
     * The configured connection, its file read.
     *
     * @throws ConfigurationException if there are no brokers, or the file cannot be used
     */
    public static KafkaConnection of(KafkaOptions options) {
        if (options.brokers() == null) {
            throw new ConfigurationException(
                    "kafka.brokers is not given, but a source or a sink is of kind kafka",
                    "set it to some of the brokers, such as broker1:9092,broker2:9092");
        }
        return new KafkaConnection(
                options.brokers(),
                options.properties() == null
                        ? Map.of()
                        : KafkaSettingsFile.read(options.properties()).settings());
    }

    /**
     * Warnings for the user who starts a job, a line each; none where Kafka is not used.
     *
     * @throws ConfigurationException if the file cannot be used
     */
    public static List<String> notices(KafkaOptions options) {
        return options.brokers() == null || options.properties() == null
                ? List.of()
                : KafkaSettingsFile.read(options.properties()).notice().stream().toList();
    }

    /** Settings for a client: the brokers and those of the file. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return properties;
    }

    /** A client for requests to the brokers, which waits a bounded time for an answer. */
    public Admin admin() {
        return admin(Duration.ofMillis(ANSWER_MS));
    }

    /**
     * @param patience longest wait for an answer
     */
    Admin admin(Duration patience) {
        int patienceMs = Math.toIntExact(patience.toMillis());
        Map<String, Object> limits =
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        patienceMs,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        patienceMs);
        return client(limits, Admin::create);
    }

    /**
     * A client of any kind.
     *
     * @param own settings over those of the file
     * @throws ConfigurationException if Kafka refuses a setting
     */
    public <C> C client(Map<String, Object> own, Function<Properties, C> create) {
        Properties properties = properties();
        properties.putAll(own);
        try {
            return create.apply(properties);
        } catch (KafkaException | IllegalArgumentException e) {
            // Its message may hold a secret value of the file and is not repeated.
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Kafka's client cannot be created for the brokers %s (%s)",
                            brokers,
                            e.getClass().getSimpleName()),
                    String.format(
                            Locale.ROOT,
                            "check kafka.brokers and, in the file that kafka.properties names, %s",
                            setting(e)));
        }
    }

    @Override
    public String toString() {
        return "Kafka at " + brokers;
    }

    private static String setting(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Matcher name = SETTING.matcher(String.valueOf(t.getMessage()));
            if (name.find()) {
                return name.group(1);
            }
        }
        return "the settings of security and SASL";
    }
}
