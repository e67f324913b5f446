package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.KafkaSourceOptions;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.sink.KafkaTargets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The brokers and topics that a configuration reads from and writes into. */
public final class BrokerCheck {

    private static final String SUBJECT = "Kafka";
    private static final int PATIENCE_MS = 3_000;
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

    private BrokerCheck() {}

    public static List<Finding> find(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        String topics = topics(configuration, stages);
        if (topics.isEmpty()) {
            return List.of();
        }
        try {
            List<String> deaf = deaf(configuration.kafka().brokers());
            if (!deaf.isEmpty() && deaf.size() == brokers(configuration.kafka().brokers()).size()) {
                return List.of(
                        Finding.failed(
                                SUBJECT,
                                "none of the brokers can be reached: " + String.join(", ", deaf),
                                "check kafka.brokers, that they run, and firewalls between"));
            }
            stages.requireTopic();
            KafkaTargets.require(configuration, configuration.bounded());
            String found = "topics %s on %s".formatted(topics, configuration.kafka().brokers());
            return List.of(
                    deaf.isEmpty()
                            ? Finding.ok(SUBJECT, found)
                            : Finding.warning(
                                    SUBJECT,
                                    "%s, not reached: %s".formatted(found, String.join(", ", deaf)),
                                    "start these brokers, or take them out of kafka.brokers"));
        } catch (ConfigurationException e) {
            return List.of(Finding.failed(SUBJECT, e.getMessage()));
        }
    }

    private static String topics(JobConfiguration configuration, ConfiguredStages stages) {
        return Stream.concat(
                        stages.announcements().map(KafkaSourceOptions::topic).stream(),
                        configuration
                                .sinks()
                                .all(SinkOptions.Kind.KAFKA)
                                .map(SinkOptions.Target::topic))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Kafka's client tries for long and does not tell which address fails, and why. */
    private static List<String> deaf(String brokers) {
        List<String> deaf = new ArrayList<>();
        for (String broker : brokers(brokers)) {
            Matcher address = ADDRESS.matcher(broker);
            if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
                deaf.add(broker + " (not host:port)");
                continue;
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))),
                        PATIENCE_MS);
            } catch (UnknownHostException e) {
                deaf.add(broker + " (no such host)");
            } catch (IOException e) {
                deaf.add("%s (%s)".formatted(broker, e.getMessage()));
            }
        }
        return deaf;
    }

    private static List<String> brokers(String brokers) {
        return brokers == null ? List.of() : List.of(brokers.split("\\s*,\\s*"));
    }
}
