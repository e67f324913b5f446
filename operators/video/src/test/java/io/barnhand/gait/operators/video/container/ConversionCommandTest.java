package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionCommandTest {

    private static final int FRAMES = 20;

    @TempDir private Path folder;
    private Path clip;

    @BeforeEach
    void render() throws Exception {
        clip = folder.resolve("clip.mp4");
        try (ClipWriter writer = ClipWriter.open(clip, 64, 64, 25, "test")) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] grey = new byte[3 * 64 * 64];
                Arrays.fill(grey, (byte) (10 * i));
                writer.write(grey, 40_000L * i);
            }
            writer.finish();
        }
    }

    @ParameterizedTest
    @CsvSource({"it's 1.264, copy", "-two words.WMV, wmv2", "Stall ä.asf, wmv2"})
    void theNamedCommandMakesItUsable(String name, String codec) throws Exception {
        Path file = folder.resolve(name);
        run("ffmpeg -v error -i clip.mp4 -c:v " + codec + " made." + name.split("\\.")[1]);
        Files.move(folder.resolve("made." + name.split("\\.")[1]), file);

        assertThatThrownBy(() -> VideoContainer.open(file))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("is not accepted; use MP4, ")
                .hasMessageContaining(", or convert it with: ffmpeg ");

        String action = ConversionCommand.forName(file.toString()).orElseThrow();
        run(action.replaceFirst("^convert it with: ", "").replaceFirst(" \\(in place.*", ""));

        Path converted = folder.resolve(name.split("\\.")[0] + ".mp4");
        List<Long> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(converted, VideoLimits.DEFAULT)) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                times.add(frame.timeUs());
            }
        }
        assertThat(times).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(times.get(i)).isBetween(40_000L * i - 1_000, 40_000L * i + 1_000);
        }
    }

    @Test
    void otherFilesAreNoFootage() {
        assertThat(ConversionCommand.forName("/footage/notes.txt")).isEmpty();
        assertThat(ConversionCommand.forName("/footage/264")).isEmpty();
        assertThat(ConversionCommand.forName("s3://barn/clips/a b.dav"))
                .hasValueSatisfying(
                        action -> assertThat(action).contains("-i './a b.dav'", " './a b.mp4'"));
    }

    private void run(String command) throws Exception {
        String program = Loader.load(ffmpeg.class);
        Process shell =
                new ProcessBuilder(
                                "sh", "-c", command.replaceFirst("^ffmpeg", program + " -v error"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(command + "\n" + output).isZero();
    }
}
