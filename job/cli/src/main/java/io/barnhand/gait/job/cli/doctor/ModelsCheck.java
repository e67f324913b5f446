package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.PoseOptions;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of models. */
public final class ModelsCheck {

    private static final String SUBJECT = "Models";

    private ModelsCheck() {}

    /** Those that a configuration names, which are loaded. */
    public static List<Finding> find(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        if (!stages.readsVideo()) {
            return List.of(Finding.ok(SUBJECT, "archived keypoints need none"));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> models = new ArrayList<>(List.of(configuration.detector().model()));
        Optional<Finding> detectionOnly = detectionOnly(configuration.pose());
        detectionOnly.ifPresentOrElse(
                findings::add, () -> models.add(configuration.pose().model()));
        try {
            LoadedModels.load(stages).close();
            findings.add(Finding.ok(SUBJECT, "loaded: " + String.join(", ", models)));
            models.stream()
                    .map(
                            model ->
                                    ModelCatalogue.embedded()
                                            .resolve(model, ModelDirectory.folders()))
                    .flatMap(file -> file.warning().stream())
                    .map(ModelsCheck::doubtful)
                    .forEach(findings::add);
        } catch (ConfigurationException | ModelException e) {
            e.getMessage().lines().forEach(line -> findings.add(Finding.failed(SUBJECT, line)));
        }
        return findings;
    }

    /** A missing pose model, where a job would run without it. */
    private static Optional<Finding> detectionOnly(PoseOptions pose) {
        if (pose.onMissingModel() != PoseOptions.OnMissingModel.DETECTION_ONLY) {
            return Optional.empty();
        }
        try {
            ModelCatalogue.embedded().resolve(pose.model(), ModelDirectory.folders());
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(
                    Finding.warning(
                            SUBJECT,
                            "pose.model: " + e.getMessage(),
                            "without it the job reports only boxes and presence, as pose.on-missing-model says"));
        }
    }

    private static Finding doubtful(String warning) {
        return Finding.warning(
                SUBJECT,
                warning,
                "unless it is your own, get the file again with barnhand models fetch");
    }

    /**
     * All of the catalogue: those that come with the project must be present and complete, those of
     * the default configuration should be.
     */
    public static List<Finding> find(ModelFolders folders) {
        JobConfiguration defaults = ConfigurationReader.read(null, List.of("source.path=."));
        return Stream.concat(
                        ModelCatalogue.embedded().entries().stream()
                                .map(entry -> find(entry, folders.find(entry), folders))
                                .flatMap(Optional::stream),
                        Stream.of(defaults.detector().model(), defaults.pose().model())
                                .flatMap(model -> missing(model, folders)))
                .toList();
    }

    private static Stream<Finding> missing(String model, ModelFolders folders) {
        return ModelCatalogue.embedded()
                .named(model)
                .filter(entry -> folders.find(entry).isEmpty())
                .map(entry -> missing(entry, folders))
                .stream();
    }

    /** Every job needs it that names no other one. */
    private static Finding missing(CatalogueEntry entry, ModelFolders folders) {
        try {
            ModelCatalogue.embedded().resolve(entry.name(), folders);
            throw new IllegalStateException(entry.name() + " is not missing");
        } catch (ModelException e) {
            return Finding.warning(SUBJECT, e.problem() + ", a default of the job", e.action());
        }
    }

    private static Optional<Finding> find(
            CatalogueEntry entry, Optional<Path> file, ModelFolders folders) {
        if (file.isEmpty()) {
            // Nobody needs every model that can be fetched.
            return entry.embedded()
                    ? Optional.of(
                            Finding.failed(
                                    SUBJECT,
                                    String.format(
                                            Locale.ROOT,
                                            "%s, which comes with the project, is missing",
                                            entry.name()),
                                    "set -Dbarnhand.home to the folder of the project, as flink-deploy/barnhand does"))
                    : Optional.empty();
        }
        try {
            Finding there =
                    Finding.ok(
                            SUBJECT,
                            String.format(Locale.ROOT, "%s, %s", entry.name(), file.get()));
            return Optional.of(
                    ModelCatalogue.embedded()
                            .resolve(entry.name(), folders)
                            .warning()
                            .map(ModelsCheck::doubtful)
                            .orElse(there));
        } catch (ModelException e) {
            return Optional.of(Finding.failed(SUBJECT, e.getMessage()));
        }
    }
}
