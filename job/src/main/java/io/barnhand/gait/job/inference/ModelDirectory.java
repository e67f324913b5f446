package io.barnhand.gait.job.inference;

import java.nio.file.Path;

/** Where the files of catalogued models are kept. */
public final class ModelDirectory {

    private ModelDirectory() {}

    /** {@code BARNHAND_MODELS}, else {@code .barnhand/models} in the home directory. */
    public static Path path() {
        String given = System.getenv("BARNHAND_MODELS");
        return given != null && !given.isBlank()
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".barnhand", "models");
    }
}
