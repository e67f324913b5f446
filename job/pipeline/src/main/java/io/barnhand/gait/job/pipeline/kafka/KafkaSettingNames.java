package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.models.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The names of the settings that the clients of Kafka and its connector know.
 *
 * <p>An unknown name is a typo where it differs from a known one in a few letters, and where it
 * begins as the settings of security do, which are never ignored without harm. The latter may be
 * meant for a class of the user, if the file names one. Any other unknown name is let through:
 * tools write settings for several programs into one file.
 */
final class KafkaSettingNames {

    private static final Set<String> KNOWN = known();

    /** What follows is up to a class that another setting names. */
    private static final List<String> OPEN = List.of("config.providers.", "metrics.context.");

    private static final Pattern SECURITY = Pattern.compile("(ssl|sasl|security)[._-].*");

    /** Settings that name a class which may read settings of its own. */
    private static final Pattern CLASS =
            Pattern.compile(
                    ".*callback\\.handler\\.class|sasl\\.login\\.class|ssl\\.engine\\.factory\\.class"
                            + "|security\\.providers");

    private KafkaSettingNames() {}

    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    static boolean isUnknown(String name) {
        return !isKnown(name) && OPEN.stream().noneMatch(name::startsWith);
    }

    /**
     * What to do about a name that cannot be meant; empty where it can.
     *
     * @param all names of the same file
     */
    static Optional<String> typo(String name, Collection<String> all) {
        if (!isUnknown(name)) {
            return Optional.empty();
        }
        int fewEdits = Math.max(1, Math.min(3, name.length() / 5));
        Optional<String> nearest = NearestName.within(name, KNOWN, fewEdits);
        if (nearest.isPresent()) {
            return nearest.map(
                    known ->
                            String.format(
                                    Locale.ROOT,
                                    "give %s, which is the nearest known name",
                                    known));
        }
        boolean custom = all.stream().anyMatch(key -> CLASS.matcher(key).matches());
        return SECURITY.matcher(name.toLowerCase(Locale.ROOT)).matches() && !custom
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "remove it or give a name that Kafka's Java clients have%s; those of librdkafka differ",
                                nearest(name)))
                : Optional.empty();
    }

    /** In words, empty where no known name is near. */
    static String nearest(String name) {
        return NearestName.of(name, KNOWN)
                .map(known -> " (the nearest is " + known + ")")
                .orElse("");
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        // Of Flink's connector.
        names.addAll(
                List.of(
                        "client.id.prefix",
                        "commit.offsets.on.checkpoint",
                        "config.providers",
                        "flink.disable-metrics",
                        "partition.discovery.interval.ms",
                        "register.consumer.metrics",
                        "register.producer.metrics"));
        return names;
    }
}
