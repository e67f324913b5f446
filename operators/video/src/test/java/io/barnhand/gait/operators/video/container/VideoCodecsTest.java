package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoCodecsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "magicyuv, magicyuv, avi",
        "huffyuv, huffyuv, avi",
        "utvideo, utvideo, mkv",
        "cinepak, cinepak, mov",
        "png, png, mov",
        "qtrle, qtrle, mov",
        "snow -strict -2, snow, avi",
        "zmbv, zmbv, mkv",
        "svq1, svq1, mov",
        "flashsv, flashsv, flv"
    })
    void aCodecThatCamerasDoNotWriteIsDecodedOnlyWhereItIsNamed(
            String encoder, String codec, String format) throws Exception {
        Path file = made(encoder, "an." + format);

        assertThatThrownBy(() -> VideoReader.open(file, VideoLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        VideoException.class,
                        e -> assertThat(e.reason().key()).isEqualTo("forbidden_format"))
                .hasMessageContaining("\"" + codec + "\"")
                .hasMessageContaining("add " + codec + " to source.codecs");

        assertThat(frames(file, with(codec))).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "mpeg4, avi",
        "mpeg2video, ts",
        "mpeg1video, mpg",
        "mjpeg -pix_fmt yuvj420p, avi",
        "flv, flv",
        "msmpeg4, avi",
        "libopenh264, mp4",
        "libvpx, webm",
        "libvpx-vp9, webm",
        "prores_ks, mov",
        "rawvideo, avi",
        "ffv1, mkv"
    })
    void codecsOfCamerasAndArchivesAreDecoded(String encoder, String format) throws Exception {
        assertThat(frames(made(encoder, "an." + format), VideoLimits.DEFAULT)).isEqualTo(5);
    }

    @Test
    void anUnknownCodecIsNamed() {
        VideoCodecs.requireKnown(Set.of("h264", "huffyuv"));
        assertThatThrownBy(() -> VideoCodecs.requireKnown(Set.of("huffyuv", "hufyuv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no codec \"hufyuv\"");
    }

    private static VideoLimits with(String codec) {
        VideoLimits limits = VideoLimits.DEFAULT;
        return new VideoLimits(limits.pixels(), limits.duration(), limits.bytes(), Set.of(codec));
    }

    private static int frames(Path file, VideoLimits limits) throws Exception {
        int frames = 0;
        try (VideoReader reader = VideoReader.open(file, limits)) {
            while (reader.next() != null) {
                frames++;
            }
        }
        return frames;
    }

    private Path made(String encoder, String name) throws Exception {
        Path file = folder.resolve(name);
        Process process =
                new ProcessBuilder(
                                (Loader.load(ffmpeg.class)
                                                + " -v error -f lavfi -i testsrc2=size=64x64:rate=25"
                                                + " -frames:v 5 -c:v "
                                                + encoder
                                                + " "
                                                + name)
                                        .split(" "))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return file;
    }
}
