package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is claimed in the folders that it writes into, before it writes. */
class RunClaimsITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");

    @TempDir private Path folder;
    private Path out;
    private Shell shell;
    private Path archive;

    @BeforeEach
    void write() throws IOException {
        out = folder.resolve("out");
        shell = new Shell(out);
        archive = Files.createDirectories(folder.resolve("archive")).resolve("walk.jsonl");
        Files.copy(COMPUTED.resolve("computed-walk.jsonl"), archive);
    }

    @Test
    void aRunIsCompleteInEachFolderAndHasItsIdAlone() throws IOException {
        Shell.Result first = run("a");
        assertThat(first.exitCode()).as(first.err()).isZero();
        List<String> lines = shell.lines("strides", "a");
        for (String sink : List.of("poses", "gait", "strides", "coverage", "dead-letter")) {
            Path claims = out.resolve(sink).resolve("_claims/a");
            assertThat(claims.resolve("state")).hasContent("complete");
            JsonNode claim = new JsonMapper().readTree(claims.resolve("claim.json").toFile());
            assertThat(claim.path("sequence").asLong()).isPositive();
            assertThat(claim.path("live").asBoolean()).isFalse();
            assertThat(claim.at("/description/configuration/source/path").asText())
                    .isEqualTo(archive.getParent().toString());
        }

        Shell.Result again = run("a");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains(
                        "run.id is a, but this run exists already in " + out.resolve("coverage"),
                        "(complete); begin another run with --set run.id=a-2");
        Shell.Result resumed = run("a", "run.resume=true");
        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.err()).contains("nothing is left to continue");
        Shell.Result capitals = run("A");
        assertThat(capitals.exitCode()).as(capitals.err()).isZero();
        assertThat(shell.lines("strides", "a")).isEqualTo(lines);
        assertThat(run("a-2").exitCode()).isZero();
    }

    @Test
    void aStartThatFailsACheckClaimsNothing() throws IOException {
        Shell.Result missing = run("a", "source.path=" + folder.resolve("nowhere"));
        assertThat(missing.exitCode()).isEqualTo(2);
        Files.createDirectories(out);
        Path file = Files.writeString(out.resolve("strides"), "");
        Shell.Result unwritable = run("a");
        assertThat(unwritable.exitCode()).isEqualTo(2);
        assertThat(unwritable.err()).contains(file.toString());

        assertThat(out.resolve("coverage/_claims/a")).doesNotExist();
        Files.delete(file);
        assertThat(run("a").exitCode()).isZero();
    }

    @Test
    void aRunOfAnEarlierReleaseKeepsItsId() throws IOException {
        Files.createDirectories(out.resolve("strides/run=a"));

        Shell.Result again = run("a");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("exists already in " + out.resolve("strides"));
        assertThat(out.resolve("coverage/_claims/a")).doesNotExist();
    }

    @Test
    void aSecondProcessIsRefusedWhileTheFirstLives() throws IOException {
        Path lock = Files.createDirectories(out.resolve("gait/_claims")).resolve(".lock=a");
        try (FileChannel other =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            Shell.Result second = run("a");
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err())
                    .contains("Run a is being processed by another process, which holds " + lock);
        }
        Shell.Result afterwards = run("a");
        assertThat(afterwards.exitCode()).as(afterwards.err()).isZero();
    }

    private Shell.Result run(String id, String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "source.kind=poses";
        settings[1] = "source.path=" + archive.getParent();
        System.arraycopy(more, 0, settings, 2, more.length);
        return shell.run(id, settings);
    }
}
