package io.barnhand.gait.job.pipeline.inference;

import io.barnhand.gait.models.catalogue.ModelFolders;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of catalogued models are kept. */
public final class ModelDirectory {

    /** System property that the launcher sets to the folder of the installation. */
    static final String HOME = "barnhand.home";

    private ModelDirectory() {}

    /** {@link #path()}, and {@code models/weights} of the installation that the launcher names. */
    public static ModelFolders folders() {
        String home = System.getProperty(HOME);
        return new ModelFolders(
                path(), Optional.ofNullable(home).map(h -> Path.of(h, "models", "weights")));
    }

    /** {@code BARNHAND_MODELS}, else {@code .barnhand/models} in the home directory. */
    public static Path path() {
        String given = System.getenv("BARNHAND_MODELS");
        return given != null && !given.isBlank()
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".barnhand", "models");
    }
}
