package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFile;
import java.io.PrintWriter;

/** The model that an option names. */
public final class NamedModel {

    private NamedModel() {}

    /**
     * @param option its name, for the message
     * @param nameOrFile name in the catalogue, or a file
     * @param err gets a warning about the file
     * @throws ConfigurationException if there is no such model
     */
    public static ModelFile find(String option, String nameOrFile, PrintWriter err) {
        try {
            ModelFile file =
                    ModelCatalogue.embedded().resolve(nameOrFile, ModelDirectory.folders());
            file.warning().ifPresent(err::println);
            return file;
        } catch (ModelException e) {
            throw ConfigurationException.at(option, e);
        }
    }
}
