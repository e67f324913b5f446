package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Slow
class FootageCommandTest {

    @TempDir private Path folder;

    @Test
    void shouldRenderWhatIsAskedForAndSayWhatItIsGoodFor() throws Exception {
        Path clip = folder.resolve("new/clip.mp4");
        Path truth = folder.resolve("new/clip.json");

        Shell.Result result =
                Shell.barnhand(
                        "footage",
                        "--gait",
                        "canter-right",
                        "--horses",
                        "2",
                        "--seconds",
                        "0.2",
                        "--fps",
                        "25",
                        "--size",
                        "320x180",
                        "--scene",
                        "night",
                        "--seed",
                        "5",
                        "--out",
                        clip.toString(),
                        "--truth",
                        truth.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(RenderedFootage.NOTICE, clip.toString(), truth.toString());
        assertThat(clip).isNotEmptyFile();
        ClipTruth read = ClipTruthJson.read(truth);
        assertThat(read.frames()).hasSize(5);
        assertThat(read.horses())
                .extracting("gait", "lead", "direction")
                .containsExactly(
                        tuple("canter", "right", "right"), tuple("canter", "right", "left"));
    }

    @ParameterizedTest
    @CsvSource({
        "--gait,amble,walk",
        "--scene,beach,aisle",
        "--size,1280,1280x720",
        "--size,641x360,even",
        "--seconds,0,more than 0",
        "--seconds,NaN,more than 0",
        "--fps,1000,1 to 240",
        "--horses,9,1 to 8",
        "--asymmetry,50,-20 to 20"
    })
    void shouldSayWhatIsWrongWithARequest(String option, String value, String advice) {
        Shell.Result result =
                Shell.barnhand(
                        "footage",
                        "--out",
                        folder.resolve("clip.mp4").toString(),
                        "--truth",
                        folder.resolve("clip.json").toString(),
                        option,
                        value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(value).contains(advice).doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseMoreThanItCanKeep() {
        Shell.Result result =
                Shell.barnhand(
                        "footage",
                        "--seconds",
                        "3600",
                        "--fps",
                        "60",
                        "--out",
                        folder.resolve("clip.mp4").toString(),
                        "--truth",
                        folder.resolve("clip.json").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("216000").contains("at most 100000");
    }
}
