package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether brokers and topics can be used. */
public final class KafkaFinding {

    /** The subject of these findings. */
    public static final String SUBJECT = "Kafka";

    private static final int PATIENCE_MS = 3_000;
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

    private KafkaFinding() {}

    /**
     * @param brokers {@code host:port} with commas between, or null where none are given
     * @param require checks that the topics can be used, or throws a ConfigurationException
     */
    public static Finding of(String brokers, List<String> topics, Runnable require) {
        try {
            List<String> deaf = deaf(brokers);
            if (!deaf.isEmpty() && deaf.size() == brokers(brokers).size()) {
                return Finding.failed(
                        SUBJECT,
                        "none of the brokers can be reached: " + String.join(", ", deaf),
                        "check kafka.brokers, that they run, and firewalls between");
            }
            require.run();
            String found =
                    String.format(
                            Locale.ROOT, "topics %s on %s", String.join(", ", topics), brokers);
            return deaf.isEmpty()
                    ? Finding.ok(SUBJECT, found)
                    : Finding.warning(
                            SUBJECT,
                            String.format(
                                    Locale.ROOT,
                                    "%s, not reached: %s",
                                    found,
                                    String.join(", ", deaf)),
                            "start these brokers, or take them out of kafka.brokers");
        } catch (ConfigurationException e) {
            return Finding.failed(SUBJECT, e.getMessage());
        }
    }

    /** Kafka's client retries for long and does not report which address fails, and why. */
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
                deaf.add(String.format(Locale.ROOT, "%s (%s)", broker, e.getMessage()));
            }
        }
        return deaf;
    }

    private static List<String> brokers(String brokers) {
        return brokers == null ? List.of() : List.of(brokers.split("\\s*,\\s*"));
    }
}
