package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory of an archive lists every file with its state. */
class ArchiveInventoryITCase {

    @TempDir private Path folder;
    private Path footage;

    @BeforeEach
    void record() throws Exception {
        footage = Files.createDirectories(folder.resolve("aisle"));
        ffmpeg(
                "-f lavfi -i testsrc=size=160x120:rate=25:duration=1 -f lavfi -i sine=duration=1"
                        + " -map 0:v -c:v mpeg4 plain.avi"
                        + " -map 0:v -c:v mpeg4 -frames:v 1 one-frame.mp4"
                        + " -map 0:v -c:v mpeg4 -vf select=not(mod(n\\,3)) -fps_mode vfr variable.mp4"
                        + " -map 0:v -c:v mpeg2video -flags +ildct+ilme interlaced.ts"
                        + " -map 0:v -c:v ffv1 -pix_fmt yuv420p10le ten-bit.mkv"
                        + " -map 1:a sound-alone.mp4");
        ffmpeg("-display_rotation 90 -i plain.avi -c copy rotated.mp4");
        byte[] plain = Files.readAllBytes(footage.resolve("plain.avi"));
        Files.write(footage.resolve("cut.avi"), Arrays.copyOf(plain, plain.length / 2));
        byte[] hevc = hevc();
        Files.write(footage.resolve("hevc.mp4"), hevc);
        Files.write(footage.resolve("no-index.mp4"), Arrays.copyOf(hevc, hevc.length / 2));
        Files.write(footage.resolve("scrambled.mp4"), scrambled(hevc));
        Files.write(footage.resolve("wrongly-named.txt"), plain);
        Files.write(footage.resolve("wrongly-named.jpg"), plain);
        Files.write(footage.resolve("plain-again.avi"), plain);
        Files.createFile(footage.resolve("empty.mp4"));
        Files.createFile(footage.resolve("as-empty.mp4"));
        Files.writeString(footage.resolve("text.mp4"), "no video\n");
        Files.createSymbolicLink(footage.resolve("to-nothing.mp4"), folder.resolve("nothing.mp4"));
        Files.copy(footage.resolve("variable.mp4"), footage.resolve("door-20260131T100000.mp4"));
        Files.copy(footage.resolve("rotated.mp4"), footage.resolve("gate-20260131T100000.mp4"));
    }

    /**
     * A second of a clip of {@code barnhand footage --gait trot}, encoded by {@code ffmpeg -i
     * clip.mp4 -t 1 -an -vf scale=320:180,fps=25 -c:v libx265 -preset slow -crf 30 -tag:v hvc1
     * -map_metadata -1 -fflags +bitexact hevc.mp4}, as the FFmpeg that comes with the project
     * cannot write it.
     */
    private static byte[] hevc() throws IOException {
        try (InputStream in = ArchiveInventoryITCase.class.getResourceAsStream("/video/hevc.mp4")) {
            return in.readAllBytes();
        }
    }

    /** With noise in place of the second half of the frames; the index is as it was. */
    private static byte[] scrambled(byte[] video) {
        String boxes = new String(video, StandardCharsets.ISO_8859_1);
        int frames = boxes.indexOf("mdat");
        int index = boxes.lastIndexOf("moov") - 4;
        byte[] noise = new byte[(index - frames) / 2];
        new Random(1).nextBytes(noise);
        byte[] scrambled = video.clone();
        System.arraycopy(noise, 0, scrambled, index - noise.length, noise.length);
        return scrambled;
    }

    @Test
    void everyFileIsUsedOrListed() throws IOException {
        Shell.Result result = run("archive");

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
                                        Map.entry("door-20260131T100000", "whole"),
                                        Map.entry("gate-20260131T100000", "whole"),
                                        Map.entry("plain-again", "copy"),
                                        Map.entry("cut", "damaged"),
                                        Map.entry("scrambled", "damaged"),
                                        Map.entry("no-index", "lost"),
                                        Map.entry("sound-alone", "lost"),
                                        Map.entry("empty", "lost"),
                                        Map.entry("as-empty", "lost"),
                                        Map.entry("text", "lost"))));
        assertThat(inventory.path("left_out"))
                .extracting(file -> file.path("reason").asText())
                .containsExactlyInAnyOrder("not_video", "not_video", "unreadable");
        assertThat(result.err())
                .contains(
                        "Recordings: whole 9, damaged 2, lost 5, copies 1, unaccounted 0; files left out: 3.")
                .contains(
                        "Warning: files with the bytes of another file under another camera or start: 2")
                .contains(
                        "Warning: recordings that overlap another one of their camera in time: 1.");
        JsonNode counts = inventory.path("counts");
        int recordings = 0;
        for (String state : List.of("whole", "damaged", "lost", "copy", "unaccounted")) {
            recordings += counts.path(state).asInt();
        }
        assertThat(inventory.path("recordings")).hasSize(recordings);
        try (Stream<Path> files = Files.list(footage)) {
            assertThat(files).hasSize(recordings + counts.path("left_out").asInt());
        }
        for (JsonNode recording : inventory.path("recordings")) {
            String state = recording.path("state").asText();
            assertThat(recording.path("dead_letters").isEmpty())
                    .as(recording.toString())
                    .isEqualTo(state.equals("whole") || state.equals("copy"));
            if (state.equals("copy")) {
                assertThat(recording.path("copy_of").asText()).isEqualTo("plain");
            }
        }
        assertThat(inventory.path("same_bytes"))
                .extracting(group -> group.size())
                .containsExactly(2, 2);
        assertThat(inventory.path("overlaps").path(0).path("recordings"))
                .extracting(JsonNode::asText)
                .containsExactly("door-20260131T100000", "gate-20260131T100000");
    }

    @Test
    void theTimeIsMeasuredOnTheFootage() {
        Shell.Result result = run("plan");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("To process: 16 recordings")
                .containsPattern(
                        "Estimated time: about .* for the keypoints, at \\d+\\.\\d\\d times real time, measured with 2 slots on \\d samples, \\d s of video");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private Shell.Result run(String command) {
        Path out = folder.resolve("out");
        return Shell.barnhand(
                command,
                "--set",
                "run.id=a",
                "--set",
                "run.parallelism=2",
                "--set",
                "source.path=" + footage,
                "--set",
                "detector.model=yolox-nano-rendered",
                "--set",
                "pose.model=rtmpose-t-rendered",
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
        BundledFfmpeg.run(footage, folder.resolve("ffmpeg.log"), arguments);
    }
}
