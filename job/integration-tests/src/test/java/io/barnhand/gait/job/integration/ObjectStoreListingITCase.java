package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StorePlugin;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.operators.records.HorsePose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with more objects than a store lists at once, which is a thousand. */
@Extended
class ObjectStoreListingITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");
    private static final int OBJECTS = 1010;

    @TempDir private static Path folder;
    private static ObjectStore store;
    private static StorePlugin plugin;

    @BeforeAll
    static void start() throws Exception {
        store = ObjectStore.start(Files.createDirectory(folder.resolve("store")));
        plugin = StorePlugin.of(store);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        store.close();
    }

    @Test
    void keypointsOfMoreFilesAreAllRead() throws Exception {
        List<String> lines = Files.readAllLines(WALK);
        Path file = folder.resolve("one.jsonl");
        for (int i = 0; i < OBJECTS; i++) {
            Files.writeString(
                    file,
                    lines.get(i % lines.size()).replace("computed-walk", "recording-" + i) + "\n");
            store.put(String.format(Locale.ROOT, "flat/%04d.jsonl", i), file);
        }

        Set<String> recordings = new HashSet<>();
        PoseFiles.forEach("s3://barn/flat", (HorsePose pose) -> recordings.add(pose.recording()));

        assertThat(store.keys("flat/")).hasSize(OBJECTS);
        assertThat(recordings).hasSize(OBJECTS).contains("recording-" + (OBJECTS - 1));
    }

    @Test
    void aClaimSeesAllOthers() throws Exception {
        Path claim = folder.resolve("claim.json");
        for (int i = 1; i <= OBJECTS; i++) {
            Files.writeString(
                    claim,
                    String.format(
                            Locale.ROOT,
                            "{\"run\": \"r%1$04d\", \"sequence\": %1$d, \"token\": \"t\", \"description\": {}}",
                            i));
            store.put(String.format(Locale.ROOT, "gait/_claims/r%1$04d=held=%1$d=t", i), claim);
        }

        assertThat(register().claim(claim("a")).sequence()).isEqualTo(OBJECTS + 1);
        assertThat(register().claim(claim("z")).sequence()).isEqualTo(OBJECTS + 2);
        String last = String.format(Locale.ROOT, "r%04d", OBJECTS);
        assertThat(register().claim(claim(last)).claim().token()).isEqualTo("t");
        Shell.Result list = Shell.barnhand("runs", "list", "--results", "s3://barn/gait");
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out().lines().filter(line -> line.matches("r[0-9]{4} .*")))
                .hasSize(OBJECTS);
    }

    private static RunRegister register() {
        List<String> settings =
                new ArrayList<>(List.of("sinks.gait={kind: jsonl, path: 's3://barn/gait'}"));
        for (String sink : List.of("poses", "strides", "coverage", "dead-letter")) {
            settings.add("sinks." + sink + "={kind: none}");
        }
        return Destinations.of(ConfigurationReader.read(null, settings)).registers().get(0);
    }

    private static RunClaim claim(String run) {
        return new RunClaim(run, "own", false, "f", JsonNodeFactory.instance.objectNode());
    }
}
