package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CodeVersionTest {

    @Test
    void theReleaseIsThatOfTheProject() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains(
                        String.format(
                                Locale.ROOT,
                                "<version>%s</version>",
                                CodeVersion.built().release()));
    }

    @Slow
    @Test
    void theCommitIsThatOfTheCheckout() throws Exception {
        assumeTrue(Files.exists(Path.of("../../.git")), "skipped: this is no checkout");
        Process git;
        try {
            git =
                    new ProcessBuilder("git", "rev-parse", "HEAD")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no git");
            return;
        }
        String head =
                new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).isZero();

        assertThat(head).startsWith(CodeVersion.built().commit().replace("-dirty", ""));
    }
}
