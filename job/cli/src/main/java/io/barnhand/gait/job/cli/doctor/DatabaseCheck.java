package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.sink.PostgresSchema;
import java.util.List;
import java.util.stream.Collectors;

/** The databases that a configuration writes into. */
public final class DatabaseCheck {

    private static final String SUBJECT = "PostgreSQL";

    private DatabaseCheck() {}

    public static List<Finding> find(SinkOptions sinks) {
        String urls =
                sinks.all(SinkOptions.Kind.POSTGRES)
                        .map(SinkOptions.Target::url)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (urls.isEmpty()) {
            return List.of();
        }
        try {
            PostgresSchema.require(sinks);
            return List.of(Finding.ok(SUBJECT, "%s has the tables".formatted(urls)));
        } catch (ConfigurationException e) {
            return List.of(Finding.failed(SUBJECT, e.getMessage()));
        }
    }
}
