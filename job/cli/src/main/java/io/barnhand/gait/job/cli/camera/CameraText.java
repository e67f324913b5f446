package io.barnhand.gait.job.cli.camera;

import io.barnhand.gait.job.analysis.camera.CameraEntry;
import io.barnhand.gait.job.analysis.camera.CameraFindings;
import io.barnhand.gait.job.analysis.camera.CameraReport;
import io.barnhand.gait.job.analysis.camera.MeasuredScale;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Prints what a clip says of its camera. */
public final class CameraText {

    private final Path clip;
    private final PrintWriter out;

    public CameraText(Path clip, PrintWriter out) {
        this.clip = clip;
        this.out = out;
    }

    /**
     * Prints the checks, and the entry of the camera where its scale was asked for.
     *
     * @param file gets the entry instead
     * @throws ConfigurationException if the scale is that of no horse, or the file cannot be
     *     written
     */
    public void print(CameraFindings findings, Optional<Path> file) {
        out.printf(
                Locale.ROOT,
                "Camera %s, %s%n%n",
                Printable.text(findings.camera()),
                Printable.text(clip.toString()));
        if (findings.clip().fault() != null) {
            out.printf(
                    Locale.ROOT,
                    "Read only in part: %s%n%n",
                    Printable.text(findings.clip().fault()));
        }
        for (String note : findings.clip().notes()) {
            out.printf(Locale.ROOT, "Note: %s%n%n", Printable.text(note));
        }
        CameraReport.print(findings.checks(), out);
        out.flush();
        findings.scale().ifPresent(scale -> print(scale, findings, file));
        out.flush();
    }

    private void print(MeasuredScale scale, CameraFindings findings, Optional<Path> file) {
        out.println();
        if (scale.metresPerBodyLength().isEmpty()) {
            out.println(
                    scale.surveyed()
                            ? "Scale: not measurable, no horse goes a metre across the surveyed ground"
                            : "Scale: not measurable, no horse was seen completely");
            return;
        }
        String entry = entry(scale, findings);
        if (scale.surveyed()) {
            out.println(
                    "The job knows a camera's scale, not its ground: the four points became the");
            out.println("metres per body length at the path of the horse.");
        }
        if (file.isPresent()) {
            write(entry, file.get());
            out.println("Written: " + file.get());
        } else {
            out.println("For the configuration:");
            out.println();
            out.print(entry);
        }
    }

    private String entry(MeasuredScale scale, CameraFindings findings) {
        return CameraEntry.yaml(
                findings.camera(),
                findings.mirrored(),
                scale.metresPerBodyLength().orElseThrow(),
                (scale.surveyed()
                                ? "From four points of the ground and "
                                : "From a taped length and ")
                        + clip.getFileName());
    }

    private static void write(String entry, Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent());
            Files.writeString(absolute, entry);
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "--out is %s, which cannot be written (%s)", file, e),
                    "give another file");
        }
    }
}
