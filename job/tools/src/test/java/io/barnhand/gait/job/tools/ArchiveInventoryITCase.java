package io.barnhand.gait.job.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of everything that lies in an archive it is told what became of it. */
class ArchiveInventoryITCase {

    @TempDir private Path folder;
    private Path footage;

    @BeforeEach
    void record() throws Exception {
        footage = Files.createDirectories(folder.resolve("aisle"));
        ffmpeg(
                "-f lavfi -i testsrc=size=160x120:rate=25:duration=1 -f lavfi -i sine=duration=1"
                        + " -map 0:v -c:v mpeg4 plain.avi"
                        + " -map 0:v -c:v mpeg4 -metadata:s:v rotate=90 rotated.mp4"
                        + " -map 0:v -c:v mpeg4 -frames:v 1 one-frame.mp4"
                        + " -map 0:v -c:v mpeg4 -vf select=not(mod(n\\,3)) -vsync vfr variable.mp4"
                        + " -map 0:v -c:v mpeg2video -flags +ildct+ilme interlaced.ts"
                        + " -map 0:v -c:v ffv1 -pix_fmt yuv420p10le ten-bit.mkv"
                        + " -map 0:v -c:v libx265 -x265-params log-level=none hevc.mp4"
                        + " -map 1:a sound-alone.mp4");
        byte[] plain = Files.readAllBytes(footage.resolve("plain.avi"));
        Files.write(footage.resolve("cut.avi"), Arrays.copyOf(plain, plain.length / 2));
        byte[] hevc = Files.readAllBytes(footage.resolve("hevc.mp4"));
        Files.write(footage.resolve("no-index.mp4"), Arrays.copyOf(hevc, hevc.length / 2));
        Files.write(footage.resolve("wrongly-named.txt"), plain);
        Files.createFile(footage.resolve("empty.mp4"));
        Files.writeString(footage.resolve("text.mp4"), "no video\n");
        Files.createSymbolicLink(footage.resolve("to-nothing.mp4"), folder.resolve("nothing.mp4"));
    }

    @Test
    void everyFileIsUsedOrTold() throws IOException {
        Shell.Result result = archive();

        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode inventory =
                new JsonMapper()
                        .readTree(
                                folder.resolve("out/keypoints/_ledger=a/inventory.json").toFile());
        Map<String, String> states = new TreeMap<>();
        for (JsonNode recording : inventory.path("recordings")) {
            states.put(recording.path("recording").asText(), recording.path("state").asText());
        }
        assertThat(states)
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("plain", "whole"),
                                        Map.entry("rotated", "whole"),
                                        Map.entry("one-frame", "whole"),
                                        Map.entry("variable", "whole"),
                                        Map.entry("interlaced", "whole"),
                                        Map.entry("ten-bit", "whole"),
                                        Map.entry("hevc", "whole"),
                                        Map.entry("cut", "damaged"),
                                        Map.entry("no-index", "lost"),
                                        Map.entry("sound-alone", "lost"),
                                        Map.entry("empty", "lost"),
                                        Map.entry("text", "lost"))));
        assertThat(inventory.path("left_out"))
                .extracting(file -> file.path("reason").asText())
                .containsExactlyInAnyOrder("not_video", "unreadable");
        assertThat(result.err())
                .contains("Recordings: 7 whole, 1 damaged, 4 lost, 0 untold; files left out: 2.");
        for (JsonNode recording : inventory.path("recordings")) {
            assertThat(recording.path("dead_letters").isEmpty())
                    .as(recording.toString())
                    .isEqualTo(recording.path("state").asText().equals("whole"));
        }
    }

    private Shell.Result archive() {
        Path out = folder.resolve("out");
        return Shell.barnhand(
                "archive",
                "--set",
                "run.id=a",
                "--set",
                "run.parallelism=2",
                "--set",
                "source.path=" + footage,
                "--set",
                "detector.model=" + Shell.shared("golden/yolox/yolox_nano.onnx"),
                "--set",
                "pose.model=" + Shell.shared("models/rtmpose-t_walk.pth"),
                "--set",
                "sinks.poses={kind: parquet, path: " + out.resolve("keypoints") + "}",
                "--set",
                "sinks.gait.path=" + out.resolve("gait"),
                "--set",
                "sinks.strides.path=" + out.resolve("strides"),
                "--set",
                "sinks.coverage.path=" + out.resolve("coverage"),
                "--set",
                "sinks.dead-letter.path=" + out.resolve("dead-letter"));
    }

    private void ffmpeg(String arguments) throws Exception {
        String[] command = ("ffmpeg -nostdin -v error " + arguments).split(" ");
        Path log = folder.resolve("ffmpeg.log");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(footage.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no ffmpeg");
            return;
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assumeTrue(
                process.exitValue() == 0,
                "skipped: this ffmpeg lacks an encoder: " + Files.readString(log));
    }
}
