package io.barnhand.gait.job.tools.doctor;

import io.barnhand.gait.job.ConfiguredStages;
import io.barnhand.gait.job.LoadedModels;
import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.config.JobConfiguration;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of models. */
public final class ModelsCheck {

    private static final String SUBJECT = "Models";

    private ModelsCheck() {}

    /** Those that a configuration names, which are loaded. */
    public static Finding find(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        if (!stages.readsVideo()) {
            return Finding.ok(SUBJECT, "none are needed for archived keypoints");
        }
        try {
            LoadedModels.load(stages).close();
            return Finding.ok(
                    SUBJECT,
                    "%s and %s load"
                            .formatted(
                                    configuration.detector().model(),
                                    configuration.pose().model()));
        } catch (ConfigurationException | ModelException e) {
            return Finding.failed(SUBJECT, e.getMessage());
        }
    }

    /** All of the catalogue: those that come with the project must be there and whole. */
    public static List<Finding> find(ModelFolders folders) {
        return ModelCatalogue.embedded().entries().stream()
                .map(entry -> find(entry, folders.find(entry), folders))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> find(
            CatalogueEntry entry, Optional<Path> file, ModelFolders folders) {
        if (file.isEmpty()) {
            // Nobody needs every model that can be fetched.
            return entry.embedded()
                    ? Optional.of(
                            Finding.failed(
                                    SUBJECT,
                                    "%s, which comes with the project, is not there"
                                            .formatted(entry.name()),
                                    "set -Dbarnhand.home to the folder of the project, as flink-deploy/barnhand does"))
                    : Optional.empty();
        }
        try {
            ModelCatalogue.embedded().resolve(entry.name(), folders);
            return Optional.of(Finding.ok(SUBJECT, "%s, %s".formatted(entry.name(), file.get())));
        } catch (ModelException e) {
            return Optional.of(Finding.failed(SUBJECT, e.getMessage()));
        }
    }
}
