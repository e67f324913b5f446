package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.overlay.RecordingLines;
import io.barnhand.gait.job.analysis.overlay.VideoOverlay;
import io.barnhand.gait.job.analysis.results.RunNotice;
import io.barnhand.gait.job.cli.options.BlurOptions;
import io.barnhand.gait.job.cli.options.VideoOption;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand overlay}: a video with the measurements of a run drawn onto it. */
@Command(
        name = "overlay",
        description = {
            "Writes a copy of a video with skeletons, gait and standing hooves drawn onto it.",
            "The lines are those of the video's camera and recording, as the run named them: by the"
                    + " sidecar, else by its configuration, which lies beside its results. Frames and"
                    + " poses meet by time."
        },
        mixinStandardHelpOptions = true)
public final class OverlayCommand implements Callable<Integer> {

    @Mixin private VideoOption video;

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
    private BlurOptions blur;

    @Option(
            names = "--notice",
            paramLabel = "TEXT",
            description =
                    "text at the foot of every frame (default: that of a NOTICE.txt beside the"
                            + " poses' folder or the one above)")
    private Optional<String> notice;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "MP4 to write")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireMp4();
        ReachableStore.require(poses);
        VideoSegment planned = video.segment(poses);
        RecordingLines lines =
                RecordingLines.read(planned.camera(), planned.recording(), poses, gait, strides);
        VideoOverlay overlay =
                new VideoOverlay(lines)
                        .withNotice(
                                notice.isPresent()
                                        ? notice.get()
                                        : RunNotice.beside(poses).orElse(""));
        PrintWriter err = spec.commandLine().getErr();
        if (lines.poses() == 0) {
            err.printf(
                    Locale.ROOT,
                    "There are no poses in %s: the overlay shows only the time.%n",
                    poses);
            err.flush();
        }
        try (DetectionModel detector = blur == null ? null : blur.load(err)) {
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
                Locale.ROOT,
                "%s: %d frames, %d of them with poses%n",
                out,
                written.frames(),
                written.framesWithPoses());
        print.flush();
    }

    private void requireMp4() {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".mp4") || Files.isDirectory(out)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--out is %s, must be a file whose name ends in .mp4",
                            out),
                    "give such a name");
        }
    }

    private VideoOverlay blurred(VideoOverlay overlay, DetectionModel detector) {
        try {
            return overlay.withPeopleBlurred(detector);
        } catch (ModelException e) {
            throw ConfigurationException.at("--blur-people", e);
        }
    }
}
