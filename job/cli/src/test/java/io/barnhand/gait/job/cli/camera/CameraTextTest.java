package io.barnhand.gait.job.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.analysis.camera.CameraFindings;
import io.barnhand.gait.job.analysis.camera.ClipFigures;
import io.barnhand.gait.job.analysis.camera.FrameTiming;
import io.barnhand.gait.job.analysis.camera.HorseFigures;
import io.barnhand.gait.job.analysis.camera.MeasuredScale;
import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraTextTest {

    private static final Path CLIP = Path.of("aisle/a.mp4");

    private final StringWriter out = new StringWriter();

    private static CameraFindings findings(Optional<MeasuredScale> scale) {
        FrameTiming timing = FrameTiming.of(new long[] {0, 40_000, 80_000}, new double[] {0, 1, 1});
        return new CameraFindings(
                "aisle",
                true,
                new ClipFigures(
                        640, 360, timing, null, "cut short\u001b[2J", List.of("slowed\u001b")),
                HorseFigures.of(List.of(), List.of()),
                scale);
    }

    private static Optional<MeasuredScale> scale(Double metres, boolean surveyed) {
        return Optional.of(
                new MeasuredScale(Optional.ofNullable(metres), Optional.empty(), surveyed));
    }

    private void print(Optional<MeasuredScale> scale, Optional<Path> file) {
        new CameraText(CLIP, new PrintWriter(out)).print(findings(scale), file);
    }

    @Test
    void theCameraAndWhatCouldNotBeReadAreNamed() {
        print(Optional.empty(), Optional.empty());

        assertThat(out.toString().lines())
                .startsWith(
                        "Camera aisle, aisle/a.mp4",
                        "",
                        "Read only in part: cut short?[2J",
                        "",
                        "Note: slowed?",
                        "");
        assertThat(out.toString()).contains("frames a second").doesNotContain("Scale");
    }

    @Test
    void anEntryIsPrintedOrWritten(@TempDir Path folder) throws Exception {
        print(scale(1.25, false), Optional.empty());
        String printed = out.toString();
        Path file = folder.resolve("new/aisle.yaml");
        print(scale(1.25, false), Optional.of(file));

        assertThat(printed)
                .contains("For the configuration:")
                .endsWith(Files.readString(file))
                .contains("# From a taped length and a.mp4.")
                .contains("metres-per-body-length: 1.250")
                .contains("mirrored: true");
        assertThat(out.toString()).endsWith(String.format(Locale.ROOT, "Written: %s%n", file));
    }

    @Test
    void theReasonForAMissingScaleIsPrinted() {
        print(scale(null, true), Optional.empty());
        print(scale(null, false), Optional.empty());

        assertThat(out.toString())
                .contains("no horse goes a metre across the surveyed ground")
                .contains("no horse was seen completely");
    }

    @Test
    void theScaleOfNoHorseIsRefused() {
        assertThatThrownBy(() -> print(scale(7.0, true), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("7.00 m");
    }
}
