package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.overlay.OverlaidHorse;
import io.barnhand.gait.job.analysis.overlay.PictureOverlay;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.job.pipeline.json.PoseLine;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseOptions;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.pose.PoseQuantiser;
import io.barnhand.gait.operators.stages.tracking.CropRule;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final float DETECTION_SCORE = 0.30f;
    private static final double MARGIN = 0.10;
    private static final Set<String> HORSE = Set.of("horse");

    private static final class Where {
        @Option(
                names = "--bbox",
                paramLabel = "x1,y1,x2,y2",
                description = "box around the horse, px")
        private String bbox;

        @Option(
                names = "--detector",
                paramLabel = "FILE",
                description =
                        "find the horses with this detector (.onnx or .pth file, or name), score"
                                + " 0.30 or more")
        private String detector;
    }

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "RTMPose checkpoint (file or name in the catalogue)")
    private String model;

    @ArgGroup(multiplicity = "1")
    private Where where;

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
    private Path overlay;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG pictures")
    private List<Path> images;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Set.of("auto", "pytorch").contains(runtime)) {
            throw new ConfigurationException(
                    "--runtime is %s, must be auto or pytorch".formatted(runtime));
        }
        Box bbox = where.bbox == null ? null : box(where.bbox);
        ModelFile file = resolve("--model", model);
        try (PoseModel network =
                        file.loadPoseModel(
                                PoseOptions.defaults().withFlipTest(flipTest), Device.CPU);
                PoseEstimator estimator = network.newEstimator();
                DetectionModel detection = bbox != null ? null : detector();
                Detector detector = detection == null ? null : detection.newDetector()) {
            for (Path image : images) {
                BufferedImage picture = ImageFiles.read(image);
                List<HorsePose> poses =
                        poses(
                                image,
                                ImageFiles.bgr(picture),
                                bbox,
                                detection == null ? Set.of() : detection.classes().indicesOf(HORSE),
                                detector,
                                estimator,
                                network.id());
                show(image, picture, poses);
            }
        }
        return ExitCode.OK;
    }

    private List<HorsePose> poses(
            Path image,
            BgrImage picture,
            Box bbox,
            Set<Integer> horse,
            Detector detector,
            PoseEstimator estimator,
            String id) {
        List<HorseCrop> crops = new ArrayList<>();
        if (bbox != null) {
            crops.add(crop(image, picture, bbox, 1, CropTransform.around(bbox), 0));
        } else {
            CropRule rule = new CropRule(MARGIN, picture.width(), picture.height());
            for (Detection found : detector.detect(picture, DETECTION_SCORE, horse)) {
                rule.crop(found.box())
                        .ifPresent(
                                transform ->
                                        crops.add(
                                                crop(
                                                        image,
                                                        picture,
                                                        found.box(),
                                                        found.score(),
                                                        transform,
                                                        crops.size())));
            }
        }
        List<Keypoints> keypoints =
                estimator.estimate(
                        crops.stream()
                                .map(crop -> new PoseCrop(crop.pixels(), crop.transform()))
                                .toList());
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < crops.size(); i++) {
            poses.add(PoseQuantiser.pose(crops.get(i), keypoints.get(i), id));
        }
        return poses;
    }

    private static HorseCrop crop(
            Path image,
            BgrImage picture,
            Box box,
            float score,
            CropTransform transform,
            int ordinal) {
        String recording = image.getFileName().toString();
        return new HorseCrop(
                "image",
                recording,
                recording + "/0/" + ordinal,
                null,
                0,
                picture.width(),
                picture.height(),
                box,
                score,
                List.of(),
                transform,
                PoseCrop.cut(picture, transform).pixels());
    }

    private void show(Path image, BufferedImage picture, List<HorsePose> poses) {
        PrintWriter out = spec.commandLine().getOut();
        poses.forEach(pose -> out.println(PoseLine.write(pose)));
        out.flush();
        if (poses.isEmpty()) {
            spec.commandLine().getErr().println("No horse found on " + image);
        }
        if (overlay != null) {
            new PictureOverlay(picture.getWidth(), picture.getHeight())
                    .draw(picture, poses.stream().map(PoseCommand::overlaid).toList());
            ImageFiles.write(
                    picture, images.size() == 1 ? overlay : overlay.resolve(image.getFileName()));
        }
    }

    private static OverlaidHorse overlaid(HorsePose pose) {
        return OverlaidHorse.still(pose, String.format(Locale.ROOT, "horse %.2f", pose.boxScore()));
    }

    private DetectionModel detector() {
        ModelFile file = resolve("--detector", where.detector);
        return file.loadDetector();
    }

    private ModelFile resolve(String option, String nameOrFile) {
        try {
            ModelFile file =
                    ModelCatalogue.embedded().resolve(nameOrFile, ModelDirectory.folders());
            file.warning().ifPresent(spec.commandLine().getErr()::println);
            return file;
        } catch (ModelException e) {
            throw new ConfigurationException(option + ": " + e.getMessage());
        }
    }

    private static Box box(String text) {
        String[] parts = text.split(",");
        double[] values = new double[4];
        try {
            for (int i = 0; i < 4; i++) {
                values[i] = Double.parseDouble(parts[i].strip());
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            parts = new String[0];
        }
        if (parts.length != 4 || !(values[2] > values[0]) || !(values[3] > values[1])) {
            throw new ConfigurationException(
                    "--bbox is %s, must be x1,y1,x2,y2 in px with x1 < x2 and y1 < y2"
                            .formatted(text));
        }
        return new Box(values[0], values[1], values[2], values[3]);
    }
}
