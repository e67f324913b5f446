package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rendered trot of 60 frames a second that is stored in slow motion, and as 30 interlaced ones:
 * both are measured in the time in which they were recorded, at 60 a second.
 */
class RecordedTimeITCase {

    @TempDir private Path folder;

    @Test
    void aTrotIsMeasuredInTheTimeOfItsRecording() throws Exception {
        Path truth = folder.resolve("truth.json");
        Shell.Result footage =
                Shell.barnhand(
                        "footage",
                        "--gait",
                        "trot",
                        "--fps",
                        "60",
                        "--size",
                        "640x360",
                        "--seconds",
                        "4",
                        "--out",
                        folder.resolve("rendered.mp4").toString(),
                        "--truth",
                        truth.toString());
        assertThat(footage.exitCode()).as(footage.err()).isZero();
        Files.createDirectory(folder.resolve("aisle"));
        ffmpeg(
                "-itsscale 2 -i rendered.mp4 -c copy -metadata com.android.capture.fps=60"
                        + " -movflags use_metadata_tags aisle/slow.mp4");
        ffmpeg(
                "-i rendered.mp4 -vf separatefields,select=eq(mod(n\\,4)\\,0)+eq(mod(n\\,4)\\,3),"
                        + "weave=first_field=top,setfield=tff -r 30 -c:v mpeg2video"
                        + " -flags +ilme+ildct -b:v 6M aisle/fields.ts");

        Shell shell = new Shell(folder);
        Shell.Result run =
                shell.run(
                        "times",
                        "source.path=" + folder.resolve("aisle"),
                        "detector.model=yolox-nano-rendered",
                        "detector.floor=0.25",
                        "pose.model=rtmpose-t-rendered",
                        "gait.sliding=0s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> passes = shell.records("gait", "times");
        assertThat(passes)
                .as(run.out())
                .extracting(pass -> pass.path("recording").asText())
                .containsExactlyInAnyOrder("slow", "fields");
        JsonNode horse = new JsonMapper().readTree(truth.toFile()).path("horses").path(0);
        double hz = horse.path("stride_frequency_hz").asDouble();
        for (JsonNode pass : passes) {
            assertThat(pass.path("stride_freq_hz").path("value").asDouble())
                    .isCloseTo(hz, within(.01 * hz));
            assertThat(pass.path("quality").path("fps_eff").asDouble()).isCloseTo(60, within(.1));
            boolean slow = pass.path("recording").asText().equals("slow");
            assertThat(pass.path("quality").path("flags").toString().contains("time_scaled"))
                    .isEqualTo(slow);
        }
    }

    private void ffmpeg(String arguments) throws Exception {
        BundledFfmpeg.run(folder, folder.resolve("ffmpeg.log"), arguments);
    }
}
