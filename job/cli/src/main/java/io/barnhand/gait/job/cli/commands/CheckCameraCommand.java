package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.camera.ScaleReference;
import io.barnhand.gait.job.cli.camera.CameraCheck;
import io.barnhand.gait.job.cli.camera.CameraText;
import io.barnhand.gait.job.cli.camera.ClipJob;
import io.barnhand.gait.job.cli.options.ScaleOptions;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.video.container.VideoException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barnhand check-camera}: what to move or change at a camera, from a clip of it. */
@Command(
        name = "check-camera",
        description = {
            "Says from a clip of some passes (at most 10 minutes) what to move or change at the"
                    + " camera.",
            "Exit code 0 if the clip could be judged, 1 if it cannot be read, 2 bad usage."
        },
        mixinStandardHelpOptions = true)
public final class CheckCameraCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CLIP", description = "video of the camera, with a horse passing")
    private Path clip;

    @Option(
            names = "--camera",
            paramLabel = "ID",
            description = "the camera's id (default: as the job takes it from the path)")
    private Optional<String> camera;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "configuration of the job (default: conf/reference.yaml's values)")
    private Optional<Path> conf;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "detector, name or file (default: the configuration's)")
    private Optional<String> detector;

    @Option(
            names = "--pose",
            paramLabel = "NAME",
            description = "pose model, name or file (default: the configuration's)")
    private Optional<String> pose;

    @ArgGroup private ScaleOptions scale;

    @Option(
            names = "--out",
            paramLabel = "FILE.yaml",
            description = "write the camera's entry, with its scale, here instead of on the screen")
    private Optional<Path> out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<ScaleReference> reference =
                Optional.ofNullable(scale).map(ScaleOptions::reference);
        if (out.isPresent() && reference.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--out is %s, but no scale is given to write there",
                            out.get()),
                    "add --taped-length or --ground");
        }
        if (!Files.isRegularFile(clip)) {
            return unreadable(
                    BarnhandException.message(
                            String.format(Locale.ROOT, "There is no file %s", clip),
                            "give a video file"));
        }
        CameraCheck check =
                new CameraCheck(new ClipJob(clip, conf, detector, pose), camera, reference);
        try {
            new CameraText(clip, spec.commandLine().getOut())
                    .print(check.run(spec.commandLine().getErr()), out);
            return ExitCode.OK;
        } catch (VideoException e) {
            return unreadable(e.getMessage());
        }
    }

    private int unreadable(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.commandLine().getColorScheme().errorText(Printable.text(message)));
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
