package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gait again from the keypoints of runs whose settings are known, or not. */
class RunSettingsTest {

    @TempDir private Path folder;

    @Test
    void gaitIsMeasuredWithTheSettingsOfTheRunOfTheKeypoints() throws IOException {
        run("monday");
        describe("monday", "pose.min-score=0.1", "gait.pass-max=30s", "pose.batch=4");

        RunSettings again = read(folder.resolve("run=monday"));

        assertThat(again.configuration().pose().minScore()).isEqualTo(0.1);
        assertThat(again.configuration().gait().passMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(again.configuration().pose().batch()).as("changes no measurement").isEqualTo(16);
        assertThat(again.remarks())
                .containsExactly(
                        "Gait is measured with settings of run monday: pose.min-score 0.1, gait.pass-max 30s.");
    }

    @Test
    void givenSettingsOverrideThoseOfTheRunEntryByEntry() throws IOException {
        run("monday");
        describe(
                "monday",
                "pose.min-score=0.1",
                "gait.sliding=3s",
                "cameras={aisle: {mirrored: true, metres-per-body-length: 1.5}, yard: {mirrored: true}}",
                "horses=[{camera: aisle, horse: Bella, gaited: true}]");

        RunSettings again =
                read(
                        folder.resolve("run=monday"),
                        "pose.min-score=null",
                        "gait.sliding=0s",
                        "cameras.aisle.metres-per-body-length=1.4");

        assertThat(again.configuration().pose().minScore()).isNull();
        assertThat(again.configuration().gait().sliding()).isZero();
        assertThat(again.configuration().cameras().get("aisle").mirrored()).isTrue();
        assertThat(again.configuration().cameras().get("aisle").metresPerBodyLength())
                .isEqualTo(1.4);
        assertThat(again.configuration().cameras().get("yard").mirrored()).isTrue();
        assertThat(again.configuration().horses().get(0).gaited()).isTrue();
        assertThat(again.remarks().get(1))
                .isEqualTo(
                        "This configuration overrides settings of run monday: pose.min-score null,"
                                + " cameras.aisle.metres-per-body-length 1.4, gait.sliding 0s.");
        assertThat(
                        read(folder.resolve("run=monday"), "cameras={}", "horses=[]")
                                .configuration()
                                .cameras())
                .isEmpty();
    }

    @Test
    void anArchiveHasItInItsLedgerAndAStoreInItsFolders() throws IOException {
        run("spring");
        Path ledger = Files.createDirectories(folder.resolve("_ledger=spring"));
        Files.writeString(ledger.resolve("run.json"), described("spring", "gait.hop=2s"));

        assertThat(read(folder.resolve("run=spring")).configuration().gait().hop())
                .isEqualTo(Duration.ofSeconds(2));
        String store = "file://" + folder.toAbsolutePath();
        for (String path : List.of(store, store + "/run=spring", store + "/run=spring/camera=a")) {
            assertThat(read(path).configuration().gait().hop())
                    .as(path)
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void runsWithTheSameSettingsAreFollowedTogetherOthersAreNot() throws IOException {
        run("monday");
        run("tuesday");
        describe("monday", "pose.min-score=0.1", "run.parallelism=2");
        describe("tuesday", "pose.min-score=0.1");
        assertThat(read(folder).configuration().pose().minScore()).isEqualTo(0.1);

        describe("tuesday", "pose.min-score=0.2");

        RunSettings neither = read(folder);
        assertThat(neither.configuration().pose().minScore()).isNull();
        assertThat(neither.remarks())
                .singleElement()
                .asString()
                .contains("monday", "tuesday", "have different settings (pose.min-score)")
                .contains("gait is measured with this configuration alone");
    }

    @Test
    void unknownSettingsOfARunAreReported() throws IOException {
        run("monday");
        assertThat(read(folder.resolve("run=monday")).remarks())
                .containsExactly(
                        "Run monday has no description _run=monday.json beside its keypoints; gait is measured with this configuration alone.");

        Files.writeString(
                folder.resolve("_run=monday.json"),
                "{\"models\": [\"a@1\"], \"gait\": \"GaitOptions[passGap=PT1S]\"}");
        assertThat(read(folder.resolve("run=monday")).remarks())
                .singleElement()
                .asString()
                .startsWith("Run monday is of an earlier release");
    }

    @Test
    void aDescriptionThatCannotBeUsedIsRefusedByItsName() throws IOException {
        run("monday");
        for (String broken :
                List.of(
                        "{\"configuration\": {\"gait\"",
                        "{\"configuration\": {\"gait\": {\"pass-max\": \"9999h\"}}}",
                        "{\"configuration\": {\"gait\": 7}}")) {
            Files.writeString(folder.resolve("_run=monday.json"), broken);

            assertThatThrownBy(() -> read(folder.resolve("run=monday")))
                    .as(broken)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("_run=monday.json");
        }
    }

    @Test
    void keypointsWithoutARunAndVideoHaveNoRemarks() throws IOException {
        Path poses = Files.writeString(folder.resolve("poses.jsonl"), "");

        assertThat(read(poses).remarks()).isEmpty();
        assertThat(RunSettings.read(null, List.of("source.path=nowhere")).remarks()).isEmpty();
    }

    private static RunSettings read(Object path, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("source.kind=poses", "source.path=" + path));
        all.addAll(List.of(settings));
        return RunSettings.read(null, all);
    }

    private void run(String id) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run=" + id).resolve("camera=a"));
        Files.writeString(run.resolve("poses.jsonl"), "");
    }

    private void describe(String id, String... settings) throws IOException {
        Files.writeString(folder.resolve("_run=" + id + ".json"), described(id, settings));
    }

    private static String described(String id, String... settings) {
        return RunDescription.describe(
                        ConfigurationReader.read(null, List.of(settings)), id, List.of("a@1"))
                .toString();
    }
}
