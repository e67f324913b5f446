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
 * A rendered walk that is stored mirrored, on its side and with half its width, and says so: it is
 * measured as it is shown, with the weights that come with the project.
 */
class ShownPicturesITCase {

    @TempDir private Path folder;

    @Test
    void aWalkIsMeasuredAsPlayersShowIt() throws Exception {
        Path rendered = folder.resolve("rendered.mp4");
        Path truth = folder.resolve("truth.json");
        Shell.Result footage =
                Shell.barnhand(
                        "footage",
                        "--size",
                        "640x360",
                        "--seconds",
                        "5",
                        "--out",
                        rendered.toString(),
                        "--truth",
                        truth.toString());
        assertThat(footage.exitCode()).as(footage.err()).isZero();
        Files.createDirectory(folder.resolve("aisle"));
        ffmpeg(
                "-i rendered.mp4 -vf scale=320:360,setsar=1,transpose=0,setsar=1/2"
                        + " -c:v libopenh264 -b:v 2M stored.mp4");
        // Together they exchange x and y.
        ffmpeg("-display_rotation -90 -display_hflip -i stored.mp4 -c copy aisle/walk.mp4");

        Shell shell = new Shell(folder);
        Shell.Result run =
                shell.run(
                        "shown",
                        "source.path=" + folder.resolve("aisle"),
                        "detector.model=yolox-nano-rendered",
                        "detector.floor=0.25",
                        "pose.model=rtmpose-t-rendered",
                        "gait.sliding=0s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(shell.records("poses", "shown"))
                .isNotEmpty()
                .allMatch(pose -> pose.path("image_size").toString().equals("[640,360]"));
        List<JsonNode> passes = shell.records("gait", "shown");
        assertThat(passes).as(run.out()).hasSize(1);
        JsonNode pass = passes.get(0);
        JsonNode horse = new JsonMapper().readTree(truth.toFile()).path("horses").path(0);
        double hz = horse.path("stride_frequency_hz").asDouble();
        assertThat(pass.path("window").path("direction").asText())
                .isEqualTo("image_" + horse.path("direction").asText());
        assertThat(pass.path("stride_freq_hz").path("value").asDouble())
                .isCloseTo(hz, within(.01 * hz));
        double speed = horse.path("speed_bl_s").asDouble();
        assertThat(pass.path("speed_bl_s").path("value").asDouble())
                .isCloseTo(speed, within(.03 * speed));
        // Another order where left and right are exchanged.
        for (String limb : List.of("LF", "RH", "RF")) {
            assertThat(pass.path("limb_phase").path(limb).path("value").asDouble())
                    .isCloseTo(
                            horse.path("limbs").path(limb).path("phase").asDouble(), within(.04));
        }
    }

    private void ffmpeg(String arguments) throws Exception {
        BundledFfmpeg.run(folder, folder.resolve("ffmpeg.log"), arguments);
    }
}
