package io.barnhand.gait.job.tools.doctor;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.sink.PostgresSchema;
import java.util.Optional;
import java.util.stream.Collectors;

/** The databases that a configuration writes into. */
public final class DatabaseCheck {

    private static final String SUBJECT = "PostgreSQL";

    private DatabaseCheck() {}

    /**
     * @return empty where there are none
     */
    public static Optional<Finding> find(SinkOptions sinks) {
        String urls =
                sinks.all(SinkOptions.Kind.POSTGRES)
                        .map(SinkOptions.Target::url)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        try {
            PostgresSchema.require(sinks);
            return Optional.of(Finding.ok(SUBJECT, "%s has the tables".formatted(urls)));
        } catch (ConfigurationException e) {
            return Optional.of(Finding.failed(SUBJECT, e.getMessage()));
        }
    }
}
