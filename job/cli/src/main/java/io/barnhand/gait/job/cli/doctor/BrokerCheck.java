package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.kafka.KafkaFinding;
import java.util.List;

/** The brokers and the topic that a configuration reads from. */
public final class BrokerCheck {

    private BrokerCheck() {}

    public static List<Finding> find(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        return stages.announcements().stream()
                .map(
                        source ->
                                KafkaFinding.of(
                                        configuration.kafka().brokers(),
                                        List.of(source.topic()),
                                        stages::requireTopic))
                .toList();
    }
}
