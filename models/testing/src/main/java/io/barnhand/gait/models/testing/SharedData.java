package io.barnhand.gait.models.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Footage and reference values that are not shipped: the folder named by the system property {@code
 * barnhand.shared}.
 */
public final class SharedData {

    private static final String PROPERTY = "barnhand.shared";

    private SharedData() {}

    /** A file or folder below the shared folder; skips the calling test if it is absent. */
    public static Path require(String relative) {
        String root = System.getProperty(PROPERTY);
        assumeTrue(root != null, "skipped: -D" + PROPERTY + "=DIR names no reference data");
        Path path = Path.of(root).resolve(relative).normalize();
        assumeTrue(
                Files.exists(path),
                "skipped: " + path + " is absent; point -D" + PROPERTY + " at the reference data");
        return path;
    }
}
