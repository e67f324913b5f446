package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the state which topic its offsets are of, by the id that the brokers gave it when it was
 * made: on other brokers, and in a topic that was deleted and made again, they mean other messages.
 * State of earlier versions has none, and is accepted.
 */
final class SameTopicCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final ListStateDescriptor<String> TOPIC =
            new ListStateDescriptor<>("announcing-topic", Types.STRING);

    /** Between id and name, of which neither has a blank; once there was the id alone. */
    private static final char SEPARATOR = ' ';

    private static final Logger LOG = LoggerFactory.getLogger(SameTopicCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic;
    private final SerializableSupplier<String> idNow;

    /**
     * @param topic name of the topic
     * @param idNow gives its id; empty where it is not known
     */
    SameTopicCheck(String topic, SerializableSupplier<String> idNow) {
        this.topic = topic;
        this.idNow = idNow;
    }

    /** Asks the brokers; where they do not answer, nothing is refused. */
    static SameTopicCheck of(KafkaConnection connection, String topic) {
        return new SameTopicCheck(
                topic,
                () -> {
                    try {
                        return KafkaTopics.id(connection, topic, PATIENCE);
                    } catch (ConfigurationException e) {
                        LOG.warn(
                                "It is not known whether the topic is still the same: {}",
                                e.toString());
                        return "";
                    }
                });
    }

    /**
     * @throws ConfigurationException if the state is of another topic
     */
    void restore(OperatorStateStore store) throws Exception {
        ListState<String> state = store.getListState(TOPIC);
        Optional<String> before =
                StreamSupport.stream(state.get().spliterator(), false).findFirst();
        if (before.isPresent()) {
            refuseAnotherName(before.get());
        }
        String id = idNow.get();
        if (id.isEmpty()) {
            return;
        }
        if (before.isPresent() && !idIn(before.get()).equals(id)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "source.kafka.topic is %s, but the savepoint or checkpoint is of another topic of that name: id %s, now %s",
                            topic,
                            idIn(before.get()),
                            id),
                    "set kafka.brokers to those of the savepoint; where the topic was deleted and made again, start with a run.id of its own and without the savepoint");
        }
        state.clear();
        state.add(id + SEPARATOR + topic);
    }

    /** Its source refuses that too, but a task may come first. */
    private void refuseAnotherName(String before) {
        String name = before.substring(before.indexOf(SEPARATOR) + 1);
        if (before.indexOf(SEPARATOR) >= 0 && !name.equals(topic)) {
            throw OneTopicSource.isOf(name, topic);
        }
    }

    private static String idIn(String before) {
        int end = before.indexOf(SEPARATOR);
        return end < 0 ? before : before.substring(0, end);
    }
}
