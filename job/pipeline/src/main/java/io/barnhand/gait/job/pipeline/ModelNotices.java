package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Notices of the catalogue for users of the configured models. */
final class ModelNotices {

    private ModelNotices() {}

    /** One line a model, for those that have a notice. */
    static List<String> of(JobConfiguration configuration, ModelCatalogue catalogue) {
        return Stream.of(configuration.detector().model(), configuration.pose().model())
                .map(catalogue::named)
                .flatMap(Optional::stream)
                .filter(entry -> entry.notice().isPresent())
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "Model %s: %s",
                                        entry.name(),
                                        entry.notice().get()))
                .toList();
    }
}
