package io.barnhand.gait.job.integration.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.camera.CameraEntry;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.SquareVideo;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footage in folders of every hostile name, and of names that only sidecars can give. */
class FootageNamesITCase {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int FRAMES = 5;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final List<String> RENDERED =
            List.of("detector.model=yolox-nano-rendered", "pose.model=rtmpose-t-rendered");

    @TempDir private static Path clips;

    @TempDir private Path folder;

    @BeforeAll
    static void write() throws IOException {
        int shade = 0;
        for (String name : HostileName.all()) {
            boolean named = HostileName.ofFiles().contains(name);
            Path file =
                    clips.resolve(named ? name : "other " + shade).resolve("20261122T101500Z.mp4");
            try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, FRAMES, "grey")) {
                byte[] grey = new byte[3 * WIDTH * HEIGHT];
                Arrays.fill(grey, (byte) (60 + 3 * shade++));
                for (int i = 0; i < FRAMES; i++) {
                    writer.write(grey, 100_000L * i);
                }
                writer.finish();
            }
            if (!named) {
                Files.writeString(
                        file.resolveSibling(file.getFileName() + ".json"),
                        MAPPER.writeValueAsString(Map.of("camera", name, "recording", name)));
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
        }
    }

    @Test
    void aRunMeasuresEveryCameraUnderItsName() throws IOException {
        Shell shell = new Shell(folder);

        Shell.Result result = shell.run("01", settings().toArray(String[]::new));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("coverage", "01"))
                .extracting(span -> span.path("camera").asText())
                .containsAll(HostileName.all())
                .isSubsetOf(HostileName.all());
        assertThat(shell.records("dead-letter", "01")).isEmpty();
    }

    @Test
    @Extended
    void aPlanAndACheckNameEveryCamera() {
        Shell.Result plan = barnhand("plan", settings());
        Shell.Result validate = barnhand("validate", settings());

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("Stall 3", "S\u00fcd", "50%", "O'Neil", "left/right");
        assertThat(validate.exitCode()).as(validate.err()).isZero();
        assertThat(validate.out())
                .contains("Footage: " + HostileName.all().size() + " segments, 0 not usable");
    }

    @Test
    @Extended
    void oneCameraOfAnyNameIsChosenAndDescribed() throws IOException {
        for (String name : HostileName.all()) {
            List<String> one = settings();
            one.add("source.cameras=[" + MAPPER.writeValueAsString(name) + "]");

            assertThat(barnhand("validate", one).out())
                    .as(name)
                    .contains("Footage: 1 segments, 0 not usable");
            Path entry =
                    Files.writeString(
                            folder.resolve("entry.yaml"),
                            CameraEntry.yaml(name, true, 1.5, "from " + name));
            assertThat(ConfigurationReader.read(entry, List.of()).cameras()).containsOnlyKeys(name);
        }
    }

    @Test
    @Extended
    void anArchiveHasEveryCameraUnderItsName() throws IOException {
        List<String> settings = settings();
        settings.add("run.id=1.10");
        settings.add("sinks.poses={kind: parquet, path: '" + folder.resolve("poses") + "'}");
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add("sinks." + sink + ".path=" + folder.resolve(sink));
        }

        Shell.Result result = barnhand("archive", settings);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("whole " + HostileName.all().size() + ", damaged 0, lost 0");
        assertThat(new Shell(folder).records("coverage", "1.10"))
                .extracting(span -> span.path("camera").asText())
                .containsAll(HostileName.all())
                .isSubsetOf(HostileName.all());
    }

    @Test
    @Extended
    void everyCameraIsAnnounced() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic("segments", 3);
            Shell.Result result =
                    Shell.barnhand(
                            "publish",
                            "--watch",
                            clips.toString(),
                            "--topic",
                            "segments",
                            "--once",
                            "--rest",
                            "0",
                            "--set",
                            "kafka.brokers=" + broker.address());

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(broker.records("segments", IsolationLevel.READ_COMMITTED))
                    .extracting(
                            record ->
                                    SegmentLine.read(
                                                    record.value().getBytes(StandardCharsets.UTF_8))
                                            .camera())
                    .containsExactlyInAnyOrderElementsOf(HostileName.all());
        }
    }

    @Test
    @Extended
    void anOverlayFindsThePosesOfEveryCamera() throws IOException {
        for (String name : HostileName.all()) {
            boolean named = HostileName.ofFiles().contains(name);
            Path video =
                    SquareVideo.write(
                            Files.createDirectories(folder.resolve(named ? name : "other"))
                                    .resolve("square.mp4"),
                            3);
            Files.writeString(
                    video.resolveSibling("square.mp4.json"),
                    named
                            ? "{\"start\":\"2026-01-01T08:00:00Z\"}"
                            : "{\"start\":\"2026-01-01T08:00:00Z\", \"recording\": \"square\","
                                    + " \"camera\": "
                                    + MAPPER.writeValueAsString(name)
                                    + "}");
            Path poses =
                    Files.writeString(
                            folder.resolve("poses.jsonl"),
                            SquareVideo.pose(name, "square", 0) + "\n");

            Shell.Result result =
                    Shell.barnhand(
                            "overlay",
                            "--video",
                            video.toString(),
                            "--poses",
                            poses.toString(),
                            "--out",
                            folder.resolve("overlay.mp4").toString());

            assertThat(result.exitCode()).as(name + result.err()).isZero();
            assertThat(result.out()).as(name).contains("3 frames, 1 of them with poses");
        }
    }

    private static List<String> settings() {
        List<String> settings = new ArrayList<>(RENDERED);
        settings.add("source.path=" + clips);
        return settings;
    }

    private static Shell.Result barnhand(String command, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings.forEach(
                setting -> {
                    arguments.add("--set");
                    arguments.add(setting);
                });
        return Shell.barnhand(arguments.toArray(String[]::new));
    }
}
