package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDescriptionTest {

    @TempDir private Path folder;

    @Test
    void everyFileIsNamedWithTheSettingsOfTheRun() throws IOException {
        Path video =
                Files.createDirectories(folder.resolve("aisle")).resolve("20260131T100000.mp4");
        Files.writeString(video, "12 bytes....");
        Files.writeString(folder.resolve("aisle/notes.txt"), "no video");
        Path model = Files.writeString(folder.resolve("mine.pth"), "abc");

        JsonNode description =
                write("source.path=" + folder.resolve("aisle"), "pose.model=" + model);

        assertThat(description.path("run").asText()).isEqualTo("r");
        assertThat(description.path("program").asText()).isEqualTo(CodeVersion.built().toString());
        // SHA-256 of "abc" is in FIPS 180-2, appendix B.1.
        assertThat(description.path("models").get(1).asText()).isEqualTo("mine@ba7816bf");
        assertThat(description.at("/configuration/gait/pass-gap").asText()).isEqualTo("1s");
        assertThat(description.at("/configuration/detector/every").asText()).isEqualTo("165ms");
        JsonNode file = description.path("inputs").path("files").path(0);
        assertThat(file.path("uri").asText()).isEqualTo(video.toUri().toString());
        assertThat(file.path("bytes").asInt()).isEqualTo(12);
        assertThat(file.path("start_us").asLong()).isEqualTo(1_769_853_600_000_000L);
        assertThat(description.path("inputs").path("left_out").path(0).path("reason").asText())
                .isEqualTo("not_video");
    }

    @Test
    void aLiveRunNamesItsTopicAndNoSecret() throws IOException {
        Path properties = folder.resolve("kafka.properties");
        Files.writeString(properties, "sasl.jaas.config=secret");

        JsonNode description =
                write(
                        "source.kind=kafka",
                        "source.kafka.topic=barn",
                        "source.kafka.roots=[/var/footage]",
                        "kafka.brokers=broker:9092",
                        "kafka.properties=" + properties);

        assertThat(description.path("inputs").path("topic").asText()).isEqualTo("barn");
        assertThat(description.path("inputs").path("start").asText()).isEqualTo("COMMITTED");
        assertThat(description.path("inputs").has("files")).isFalse();
        assertThat(description.toString()).doesNotContain("secret");
    }

    @Test
    void aResumedRunKeepsItsEarlierStarts() throws IOException {
        Path poses = Files.writeString(folder.resolve("poses.jsonl"), "");
        JsonNode first = write("source.kind=poses", "source.path=" + poses);

        JsonNode second = write("source.kind=poses", "source.path=" + poses, "gait.pass-max=30s");

        assertThat(first.path("earlier").isMissingNode()).isTrue();
        assertThat(first.path("models").isEmpty()).isTrue();
        assertThat(second.at("/configuration/gait/pass-max").asText()).isEqualTo("30s");
        assertThat(second.path("earlier")).hasSize(1);
        assertThat(second.path("earlier").path(0).path("begun")).isEqualTo(first.path("begun"));
        assertThat(second.path("earlier").path(0).path("settings"))
                .hasToString("{\"gait.pass-max\":\"1min\"}");
        assertThat(second.path("inputs").path("files").path(0).path("uri").asText())
                .endsWith("/poses.jsonl");
    }

    @Test
    void keypointsHaveItBesideThemWhereverTheOtherResultsGo() throws IOException {
        Path poses = Files.writeString(folder.resolve("poses.jsonl"), "");

        JsonNode description =
                write(
                        "source.kind=poses",
                        "source.path=" + poses,
                        String.format(
                                Locale.ROOT,
                                "sinks.poses={kind: parquet, path: %s}",
                                folder.resolve("kept")));

        assertThat(new JsonMapper().readTree(folder.resolve("kept/_run=r.json").toFile()))
                .isEqualTo(description);
    }

    @Test
    void aFolderOutOfReachDoesNotKeepAJobFromStarting() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path poses = Files.writeString(folder.resolve("poses.jsonl"), "");
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=poses",
                                "source.path=" + poses,
                                "sinks.gait.path=" + file.resolve("gait"),
                                "sinks.poses={kind: none}"));

        RunDescription.of(configuration, "r", new ConfiguredStages(configuration)).write();

        assertThat(file).isEmptyFile();
    }

    @Test
    void aBrokenDescriptionIsRefusedByItsNameAndReplacedWhereARunStarts() throws IOException {
        Path poses = Files.writeString(folder.resolve("poses.jsonl"), "");
        Path file = Files.createDirectories(folder.resolve("gait")).resolve("_run=r.json");

        Files.writeString(file, "{\"run\": \"r\", \"models");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(file.toString(), "is broken", "remove the file");
        assertThatThrownBy(() -> write("source.kind=poses", "source.path=" + poses))
                .isInstanceOf(JsonProcessingException.class);
        assertThat(file).hasContent("{\"run\": \"r\", \"models");

        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64 << 20) + 1L);
        }
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(file.toString(), "is larger than 64 MB");

        Files.writeString(file, "[1, 2]");
        assertThat(read(file)).get().isEqualTo(new JsonMapper().createObjectNode());
        assertThat(read(folder.resolve("nowhere"))).isEmpty();
    }

    private static Optional<ObjectNode> read(Path file) throws IOException {
        return DescriptionFile.read(new org.apache.flink.core.fs.Path(file.toUri()));
    }

    private JsonNode write(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("sinks.gait.path=" + folder.resolve("gait"));
        if (all.stream().noneMatch(setting -> setting.startsWith("sinks.poses"))) {
            all.add("sinks.poses={kind: none}");
        }
        JobConfiguration configuration = ConfigurationReader.read(null, all);
        RunDescription.of(configuration, "r", new ConfiguredStages(configuration)).write();
        return new JsonMapper().readTree(folder.resolve("gait/_run=r.json").toFile());
    }
}
