package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.overlay.RecordingLines;
import io.barnhand.gait.job.analysis.overlay.VideoOverlay;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.job.pipeline.json.SidecarJson;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand overlay}: a video with what a run said of it drawn onto it. */
@Command(
        name = "overlay",
        description = {
            "Writes a video again with skeletons, gait and standing hooves drawn onto it.",
            "The lines are those of the video's camera and recording, as the job names them: by the"
                    + " sidecar, else by folder and file. Frames and poses meet by time."
        },
        mixinStandardHelpOptions = true)
public final class OverlayCommand implements Callable<Integer> {

    private static final String NOTICE_FILE = "NOTICE.txt";

    /** More than can be drawn: whatever is longer is refused there. */
    private static final int MOST_NOTICE_BYTES = 4096;

    /** Within the folder of a run, as Parquet lies. */
    private static final Pattern PARTITION = Pattern.compile("(camera|day)=.*");

    private static final class Blur {
        @Option(
                names = "--blur-people",
                required = true,
                description =
                        "make the people that the detector finds unrecognisable; it may miss some,"
                                + " so look before you show the video to others")
        private boolean people;

        @Option(
                names = "--detector",
                required = true,
                paramLabel = "FILE",
                description =
                        "detector that knows persons (.onnx or .pth file, or name, for example"
                                + " yolox-nano)")
        private String detector;
    }

    @Option(names = "--video", required = true, paramLabel = "FILE", description = "video")
    private Path video;

    @Option(
            names = "--poses",
            required = true,
            paramLabel = "PATH",
            description =
                    "poses as JSON lines or Parquet: a file, or a folder such as"
                            + " out/poses/run=monday")
    private String poses;

    @Option(names = "--gait", paramLabel = "PATH", description = "gait lines of the same run")
    private String gait;

    @Option(names = "--strides", paramLabel = "PATH", description = "stride lines of the same run")
    private String strides;

    @ArgGroup(exclusive = false)
    private Blur blur;

    @Option(
            names = "--notice",
            paramLabel = "TEXT",
            description =
                    "text at the foot of every frame (default: that of a NOTICE.txt beside the"
                            + " poses' folder or the one above)")
    private String notice;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "MP4 to write")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireMp4();
        VideoSegment planned = plan();
        RecordingLines lines =
                RecordingLines.read(planned.camera(), planned.recording(), poses, gait, strides);
        VideoOverlay overlay =
                new VideoOverlay(lines).withNotice(notice == null ? noticeFound() : notice);
        PrintWriter err = spec.commandLine().getErr();
        if (lines.poses() == 0) {
            err.printf("There are no poses in %s: the overlay shows the time alone.%n", poses);
            err.flush();
        }
        try (DetectionModel detector = blur == null ? null : detector()) {
            write(detector == null ? overlay : blurred(overlay, detector), planned, err);
        }
        return ExitCode.OK;
    }

    private void write(VideoOverlay overlay, VideoSegment planned, PrintWriter err)
            throws IOException {
        VideoOverlay.Written written;
        try (TerminalLine line = new TerminalLine(err)) {
            written =
                    overlay.write(
                            planned,
                            out,
                            us ->
                                    line.show(
                                            String.format(
                                                    Locale.ROOT, "overlay %.0f s", 1e-6 * us)));
        }
        if (written.warning() != null) {
            err.println(written.warning());
            err.flush();
        }
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                "%s: %d frames, %d of them with poses%n",
                out, written.frames(), written.framesWithPoses());
        print.flush();
    }

    private void requireMp4() {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".mp4") || Files.isDirectory(out)) {
            throw new ConfigurationException(
                    "--out is %s, must be a file whose name ends in .mp4".formatted(out));
        }
    }

    private VideoSegment plan() {
        if (!Files.isRegularFile(video)) {
            throw new ConfigurationException(
                    "--video is %s, where there is no file; give the path of a video"
                            .formatted(video));
        }
        try {
            SegmentPlan plan =
                    new SegmentPlanner(CameraNaming.parentFolder(), null, SidecarJson::read)
                            .plan(video.toString());
            if (plan.segments().isEmpty()) {
                throw new ConfigurationException(
                        plan.deadLetters().stream()
                                .map(letter -> "--video: " + letter.message())
                                .toList());
            }
            return plan.segments().get(0);
        } catch (PlanException e) {
            throw new ConfigurationException("--video: " + e.getMessage());
        }
    }

    /** A text that stands beside what a run wrote goes with everything made of it. */
    private String noticeFound() throws IOException {
        Path path = Path.of(poses).toAbsolutePath().normalize();
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        while (PARTITION.matcher(String.valueOf(folder.getFileName())).matches()) {
            folder = folder.getParent();
        }
        Optional<Path> file =
                Stream.iterate(folder.getParent(), above -> above != null, Path::getParent)
                        .limit(2)
                        .map(above -> above.resolve(NOTICE_FILE))
                        .filter(Files::isRegularFile)
                        .findFirst();
        if (file.isEmpty()) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return new String(in.readNBytes(MOST_NOTICE_BYTES), StandardCharsets.UTF_8);
        }
    }

    private DetectionModel detector() {
        try {
            ModelFile file =
                    ModelCatalogue.embedded().resolve(blur.detector, ModelDirectory.folders());
            file.warning().ifPresent(spec.commandLine().getErr()::println);
            return file.loadDetector();
        } catch (ModelException e) {
            throw new ConfigurationException("--detector: " + e.getMessage());
        }
    }

    private VideoOverlay blurred(VideoOverlay overlay, DetectionModel detector) {
        try {
            return overlay.withPeopleBlurred(detector);
        } catch (ModelException e) {
            throw new ConfigurationException(
                    "--blur-people: %s Give a detector of COCO's classes, such as yolox-nano."
                            .formatted(e.getMessage()));
        }
    }
}
