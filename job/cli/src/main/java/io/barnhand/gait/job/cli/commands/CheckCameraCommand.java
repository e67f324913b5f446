package io.barnhand.gait.job.cli.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.camera.CameraChecks;
import io.barnhand.gait.job.analysis.camera.CameraEntry;
import io.barnhand.gait.job.analysis.camera.CameraReport;
import io.barnhand.gait.job.analysis.camera.ClipFigures;
import io.barnhand.gait.job.analysis.camera.ClipReading;
import io.barnhand.gait.job.analysis.camera.GroundPlane;
import io.barnhand.gait.job.analysis.camera.HorseFigures;
import io.barnhand.gait.job.analysis.camera.SureKeypoints;
import io.barnhand.gait.job.analysis.camera.SurveyedPath;
import io.barnhand.gait.job.analysis.results.RunLines;
import io.barnhand.gait.job.analysis.text.Printable;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.config.CameraOptions;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.ConfigurationReader;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.json.GaitLine;
import io.barnhand.gait.job.pipeline.json.PoseLine;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

    private static final String RUN = "check";
    private static final int GROUND_POINTS = 4;

    private static final class Taped {
        @Option(
                names = "--taped-length",
                required = true,
                paramLabel = "METRES",
                description = "of something that lies along the horse's path")
        private double metres;

        @Option(
                names = "--between",
                required = true,
                paramLabel = "x1,y1,x2,y2",
                description = "its ends in the picture, px")
        private String between;
    }

    private static final class Scale {
        @ArgGroup(exclusive = false)
        private Taped taped;

        @Option(
                names = "--ground",
                paramLabel = "x,y=X,Y",
                description =
                        "a point of the floor, px, and its place, m; give four, corners of a rectangle"
                                + " around the path")
        private List<String> ground = new ArrayList<>();
    }

    @Parameters(paramLabel = "CLIP", description = "video of the camera, with a horse passing")
    private Path clip;

    @Option(
            names = "--camera",
            paramLabel = "ID",
            description = "the camera's id (default: as the job would tell it from the path)")
    private String camera;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "configuration of the job (default: conf/reference.yaml's values)")
    private Path conf;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "detector, name or file (default: the configuration's)")
    private String detector;

    @Option(
            names = "--pose",
            paramLabel = "NAME",
            description = "pose model, name or file (default: the configuration's)")
    private String pose;

    @ArgGroup private Scale scale;

    @Option(
            names = "--out",
            paramLabel = "FILE.yaml",
            description = "write the camera's entry, with its scale, here instead of on the screen")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        GroundPlane plane = plane();
        Double pxPerMetre = pxPerMetre();
        if (out != null && scale == null) {
            throw new ConfigurationException(
                    "--out is %s, but nothing tells a scale; give --taped-length or --ground, too"
                            .formatted(out));
        }
        if (!Files.isRegularFile(clip)) {
            return unreadable("There is no file %s; give a video file".formatted(clip));
        }
        Path folder = Files.createTempDirectory("barnhand-check-camera");
        try {
            JobConfiguration configuration = configuration(folder);
            VideoSegment segment = new ConfiguredStages(configuration).plan().segments().get(0);
            VideoLimits limits = limits(configuration);
            // What cannot be read is known before the networks are loaded.
            VideoReader.open(segment, limits, time -> true).close();
            return judge(configuration, segment, limits, plane, pxPerMetre);
        } catch (VideoException e) {
            return unreadable(e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private int judge(
            JobConfiguration configuration,
            VideoSegment segment,
            VideoLimits limits,
            GroundPlane plane,
            Double pxPerMetre)
            throws Exception {
        new EmbeddedRun(configuration, spec.commandLine().getErr()).execute();
        SureKeypoints sure = new SureKeypoints(configuration.pose().minScore());
        List<HorsePose> poses = new ArrayList<>();
        RunLines.forEach(
                configuration.sinks().poses(),
                RUN,
                line -> poses.add(sure.of(PoseLine.read(line))));
        List<GaitRecord> passes = new ArrayList<>();
        RunLines.forEach(
                configuration.sinks().gait(), RUN, line -> passes.add(GaitLine.read(line)));
        passes.removeIf(pass -> !pass.window().kind().equals(GaitWindow.PASS));
        ClipFigures figures = ClipReading.of(segment, limits, poses);
        HorseFigures horse = HorseFigures.of(poses, passes);
        SurveyedPath path = plane == null ? null : SurveyedPath.of(plane, poses);
        String id = camera == null ? segment.camera() : camera;
        CameraOptions known = configuration.cameras().get(id);
        boolean mirrored = known != null && known.mirrored();

        PrintWriter print = spec.commandLine().getOut();
        print.printf("Camera %s, %s%n%n", Printable.text(id), Printable.text(clip.toString()));
        if (figures.fault() != null) {
            print.printf("Read only in part: %s%n%n", Printable.text(figures.fault()));
        }
        CameraReport.print(
                CameraChecks.of(figures, horse, path == null ? null : path.yawDeg(), mirrored),
                print);
        print.flush();
        if (scale != null) {
            Double metres =
                    plane == null
                            ? horse.bodyLengthPx() == null
                                    ? null
                                    : horse.bodyLengthPx() / pxPerMetre
                            : path == null ? null : path.metresPerBodyLength();
            tellScale(id, mirrored, metres, plane != null, print);
        }
        return ExitCode.OK;
    }

    private void tellScale(
            String id, boolean mirrored, Double metres, boolean surveyed, PrintWriter print)
            throws IOException {
        print.println();
        if (metres == null) {
            print.println(
                    surveyed
                            ? "Scale: not measurable, no horse goes a metre across the surveyed ground"
                            : "Scale: not measurable, no horse was seen whole");
            print.flush();
            return;
        }
        String entry;
        try {
            entry =
                    CameraEntry.yaml(
                            id,
                            mirrored,
                            metres,
                            surveyed
                                    ? "From four points of the ground and " + clip.getFileName()
                                    : "From a taped length and " + clip.getFileName());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
        if (surveyed) {
            print.println(
                    "The job knows a camera's scale, not its ground: the four points became the");
            print.println("metres per body length at the path of the horse.");
        }
        if (out == null) {
            print.println("For the configuration:");
            print.println();
            print.print(entry);
        } else {
            Path whole = out.toAbsolutePath();
            try {
                Files.createDirectories(whole.getParent());
                Files.writeString(whole, entry);
            } catch (IOException e) {
                throw new ConfigurationException(
                        "--out is %s, which cannot be written (%s); give another file"
                                .formatted(out, e));
            }
            print.println("Written: " + out);
        }
        print.flush();
    }

    /** The job over this clip alone, its results below a folder. */
    private JobConfiguration configuration(Path folder) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + RUN,
                                "run.mode=batch",
                                "source.kind=files",
                                "source.path=" + quoted(clip.toAbsolutePath()),
                                "source.start-time=1970-01-01T00:00:00Z",
                                "source.fps=null",
                                "source.limits.duration=10min",
                                "gait.sliding=0s"));
        for (String sink : List.of("poses", "gait")) {
            settings.add(
                    "sinks.%s={kind: jsonl, path: %s}"
                            .formatted(sink, quoted(folder.resolve(sink))));
        }
        for (String sink : List.of("strides", "coverage", "dead-letter")) {
            settings.add("sinks.%s={kind: none}".formatted(sink));
        }
        if (detector != null) {
            settings.add("detector.model=" + quoted(detector));
        }
        if (pose != null) {
            settings.add("pose.model=" + quoted(pose));
        }
        return ConfigurationReader.read(conf, settings);
    }

    private static VideoLimits limits(JobConfiguration configuration) {
        return new VideoLimits(
                configuration.source().limits().pixels(),
                configuration.source().limits().duration(),
                configuration.source().limits().bytes());
    }

    private Double pxPerMetre() {
        if (scale == null || scale.taped == null) {
            return null;
        }
        if (!(scale.taped.metres >= 0.1 && scale.taped.metres <= 100)) {
            throw new ConfigurationException(
                    "--taped-length is %s, must be 0.1 to 100 metres"
                            .formatted(scale.taped.metres));
        }
        double[] ends = numbers(scale.taped.between, 4);
        double px = ends == null ? 0 : Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
        if (!(px >= 1)) {
            throw new ConfigurationException(
                    "--between is %s, must be x1,y1,x2,y2 in px, two different points"
                            .formatted(scale.taped.between));
        }
        return px / scale.taped.metres;
    }

    private GroundPlane plane() {
        if (scale == null || scale.ground.isEmpty()) {
            return null;
        }
        if (scale.ground.size() != GROUND_POINTS) {
            throw new ConfigurationException(
                    "--ground is given %d times, must be given 4 times"
                            .formatted(scale.ground.size()));
        }
        List<GroundPlane.Point> points = new ArrayList<>();
        for (String text : scale.ground) {
            double[] point =
                    text.matches("[^=,]+,[^=,]+=[^=,]+,[^=,]+")
                            ? numbers(text.replace('=', ','), 4)
                            : null;
            if (point == null) {
                throw new ConfigurationException(
                        "--ground is %s, must be x,y=X,Y: px in the picture, metres on the floor"
                                .formatted(text));
            }
            points.add(new GroundPlane.Point(point[0], point[1], point[2], point[3]));
        }
        try {
            return GroundPlane.of(points);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--ground: " + e.getMessage());
        }
    }

    /** So many finite numbers between commas, or null. */
    private static double[] numbers(String text, int count) {
        try {
            double[] numbers =
                    Arrays.stream(text.split(",", -1))
                            .mapToDouble(part -> Double.parseDouble(part.strip()))
                            .toArray();
            boolean finite = Arrays.stream(numbers).allMatch(Double::isFinite);
            return finite && numbers.length == count ? numbers : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private int unreadable(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.commandLine().getColorScheme().errorText(Printable.text(message)));
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static String quoted(Object text) {
        try {
            return new JsonMapper().writeValueAsString(text.toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A path could not be quoted", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
