package io.barnhand.gait.job.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelDirectoryTest {

    private final String before = System.getProperty(ModelDirectory.HOME);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(ModelDirectory.HOME);
        } else {
            System.setProperty(ModelDirectory.HOME, before);
        }
    }

    @Test
    void theInstallationThatTheLauncherNamesIsSearchedToo() {
        System.setProperty(ModelDirectory.HOME, "/opt/barnhand");

        assertThat(ModelDirectory.folders().installed())
                .contains(Path.of("/opt/barnhand/models/weights"));
        assertThat(ModelDirectory.folders().models()).isEqualTo(ModelDirectory.path());
    }

    @Test
    void withoutALauncherThereIsNoInstallation() {
        System.clearProperty(ModelDirectory.HOME);

        assertThat(ModelDirectory.folders().installed()).isEmpty();
    }
}
