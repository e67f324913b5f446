package io.barnhand.gait.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.testing.PagePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code conf/reference.yaml} and the tables of {@code conf/README.md} are what the declarations of
 * the keys say. After a change of them, write both anew: {@code mvn test -pl job/configuration -am
 * -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true}
 */
class ReferenceTest {

    private static final Path FILE = Path.of("../../conf/reference.yaml");
    private static final Path PAGE = Path.of("../../conf/README.md");

    @Test
    void theFileIsWhatTheKeysSay() throws IOException {
        if (Boolean.getBoolean(PagePart.WRITE)) {
            Files.writeString(FILE, ReferenceYaml.written());
        }

        assertThat(FILE)
                .as("is out of date: run this test with -Dreference.write=true and commit the file")
                .hasContent(ReferenceYaml.written());
    }

    @Test
    void everyDefaultIsReadBackAsItIs() {
        assertThat(ConfigurationReader.read(FILE, List.of()))
                .isEqualTo(ConfigurationReader.read(null, List.of()));
    }

    @Test
    void thePageSaysWhatKeysChange() throws IOException {
        part("keys").is(ConfigurationTables.effects());
    }

    @Test
    void thePageSaysWhichKeysHaveNoEffect() throws IOException {
        part("idle").is(ConfigurationTables.idle());
    }

    @Test
    void thePageSaysWhichSinksTakeWhat() throws IOException {
        part("sinks").is(ConfigurationTables.sinks());
    }

    private static PagePart part(String name) {
        return new PagePart(PAGE, ReferenceTest.class.getSimpleName(), name);
    }
}
