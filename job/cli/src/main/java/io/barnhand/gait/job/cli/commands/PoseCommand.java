package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.overlay.OverlaidHorse;
import io.barnhand.gait.job.analysis.overlay.PictureOverlay;
import io.barnhand.gait.job.cli.options.NamedModel;
import io.barnhand.gait.job.cli.options.PictureOptions;
import io.barnhand.gait.job.cli.picture.HorseFinder;
import io.barnhand.gait.job.cli.picture.ImageFiles;
import io.barnhand.gait.job.cli.picture.PicturePoses;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.operators.records.HorsePose;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barnhand pose}: poses of single pictures, one JSON line a horse. */
@Command(
        name = "pose",
        description = {
            "Estimates the poses of horses on pictures and prints one JSON line a horse.",
            "A box given with --bbox is taken as it is; a detected one gets the margin of the job"
                    + " (10 %% on each side)."
        },
        mixinStandardHelpOptions = true)
public final class PoseCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "RTMPose checkpoint (file or name in the catalogue)")
    private String model;

    @ArgGroup(multiplicity = "1")
    private PictureOptions where;

    @Option(names = "--flip-test", description = "average with the mirrored crop: twice the cost")
    private boolean flipTest;

    @Option(
            names = "--runtime",
            paramLabel = "R",
            description = "auto or pytorch (default: ${DEFAULT-VALUE})",
            defaultValue = "auto")
    private String runtime;

    @Option(
            names = "--overlay",
            paramLabel = "OUT",
            description = "draw the poses: a picture, or a folder for several pictures")
    private Optional<Path> overlay;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG pictures")
    private List<Path> images;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Set.of("auto", "pytorch").contains(runtime)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--runtime is %s, must be auto or pytorch", runtime),
                    "give one of these");
        }
        Optional<Box> box = where.box();
        ModelFile file = NamedModel.find("--model", model, spec.commandLine().getErr());
        try (PoseModel network =
                        file.loadPoseModel(
                                PoseModelOptions.defaults().withFlipTest(flipTest), Device.CPU);
                PoseEstimator estimator = network.newEstimator();
                DetectionModel detection = box.isPresent() ? null : detector();
                Detector detector = detection == null ? null : detection.newDetector()) {
            HorseFinder finder =
                    box.map(HorseFinder::given)
                            .orElseGet(() -> HorseFinder.detecting(detection, detector));
            PicturePoses poses = new PicturePoses(finder, estimator, network.id());
            for (Path image : images) {
                BufferedImage picture = ImageFiles.read(image);
                show(
                        image,
                        picture,
                        poses.of(image.getFileName().toString(), ImageFiles.bgr(picture)));
            }
        }
        return ExitCode.OK;
    }

    private DetectionModel detector() {
        return NamedModel.find("--detector", where.detector(), spec.commandLine().getErr())
                .loadDetector();
    }

    private void show(Path image, BufferedImage picture, List<HorsePose> poses) {
        PrintWriter out = spec.commandLine().getOut();
        for (HorsePose pose : poses) {
            // Data, as other programs read it.
            out.write(PoseLine.write(pose));
            out.println();
        }
        out.flush();
        if (poses.isEmpty()) {
            spec.commandLine().getErr().println("No horse found on " + image);
        }
        overlay.ifPresent(
                drawn -> {
                    new PictureOverlay(picture.getWidth(), picture.getHeight())
                            .draw(picture, poses.stream().map(PoseCommand::overlaid).toList());
                    ImageFiles.write(
                            picture,
                            images.size() == 1 ? drawn : drawn.resolve(image.getFileName()));
                });
    }

    private static OverlaidHorse overlaid(HorsePose pose) {
        return OverlaidHorse.still(pose, String.format(Locale.ROOT, "horse %.2f", pose.boxScore()));
    }
}
