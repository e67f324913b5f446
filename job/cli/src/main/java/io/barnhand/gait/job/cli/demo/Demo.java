package io.barnhand.gait.job.cli.demo;

import io.barnhand.gait.job.analysis.demo.ComparisonFiles;
import io.barnhand.gait.job.analysis.demo.ComparisonTable;
import io.barnhand.gait.job.analysis.demo.DemoClip;
import io.barnhand.gait.job.analysis.demo.DemoComparison;
import io.barnhand.gait.job.analysis.demo.DemoFootage;
import io.barnhand.gait.job.analysis.overlay.RecordingLines;
import io.barnhand.gait.job.analysis.overlay.VideoOverlay;
import io.barnhand.gait.job.analysis.report.RunReport;
import io.barnhand.gait.job.analysis.results.RunLines;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.FootageGenerator;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders clips, runs the job on them and compares what it measured with the truth. */
public final class Demo {

    private static final String OVERLAY = "overlay";

    private final JobConfiguration configuration;
    private final FootageGenerator generator;
    private final List<DemoClip> clips;
    private final Path folder;

    /**
     * @param configuration reads the clips below {@code folder}
     * @param folder of the clips and all results
     */
    public Demo(
            JobConfiguration configuration,
            FootageGenerator generator,
            List<DemoClip> clips,
            Path folder) {
        this.configuration = configuration;
        this.generator = generator;
        this.clips = clips;
        this.folder = folder;
    }

    /**
     * @param out gets the results
     * @param err gets what is being done
     */
    public void run(PrintWriter out, PrintWriter err) throws Exception {
        printNotice(out);
        out.flush();
        // What is wrong with the models is known before minutes go into footage.
        try (LoadedModels models = LoadedModels.load(new ConfiguredStages(configuration))) {
            writeNotice();
            Map<DemoClip, ClipTruth> truths = render(err);
            err.println("2 of 3  Running the job on them: detector, pose network, tracking, gait.");
            err.flush();
            String run = new EmbeddedRun(configuration, err).execute().id();
            err.println(
                    "3 of 3  Comparing what was measured with the truth, drawing it onto the clips.");
            err.flush();
            draw(run, err);
            RunReport.write(
                    StoredPath.of(folder),
                    run,
                    folder.resolve(OVERLAY),
                    folder.resolve("report.html"));
            DemoComparison comparison = DemoComparison.of(truths, configuration.sinks(), run);
            ComparisonFiles.write(comparison, folder);
            new ComparisonTable(comparison, out).print();
            printFiles(out, run);
        }
        out.println();
        printNotice(out);
        out.flush();
    }

    /** In two lines, for a narrow terminal. */
    private static void printNotice(PrintWriter out) {
        int middle = RenderedFootage.NOTICE.indexOf("says nothing");
        out.println(RenderedFootage.NOTICE.substring(0, middle).strip());
        out.println(RenderedFootage.NOTICE.substring(middle));
    }

    /** Videos and the job's own lines have no room for it, or lose it when they are copied. */
    private void writeNotice() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("NOTICE.txt"), RenderedFootage.NOTICE + "\n");
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--out is %s, where nothing can be written (%s)",
                            folder,
                            e),
                    "give another folder");
        }
    }

    private Map<DemoClip, ClipTruth> render(PrintWriter err)
            throws IOException, InterruptedException {
        err.printf(
                Locale.ROOT,
                "1 of 3  Rendering %d clips of horses whose movement is known.%n",
                clips.size());
        err.flush();
        long start = System.nanoTime();
        try (TerminalLine progress = new TerminalLine(err)) {
            Map<DemoClip, ClipTruth> truths =
                    new DemoFootage(clips, generator, folder)
                            .render(percent -> progress.show("rendering " + percent + " %"));
            progress.close();
            err.printf(Locale.ROOT, "Rendered in %.1f s.%n", 1e-9 * (System.nanoTime() - start));
            err.flush();
            return truths;
        }
    }

    /** What was measured, on the clips. */
    private void draw(String run, PrintWriter err) throws IOException {
        List<VideoSegment> videos =
                new SegmentPlanner(CameraNaming.parentFolder(), null, SidecarJson::read)
                        .plan(folder.resolve("footage").toString())
                        .segments();
        Map<VideoSegment, RecordingLines> recordings = read(videos, run);
        try (TerminalLine progress = new TerminalLine(err)) {
            for (VideoSegment video : videos) {
                progress.show("drawing " + video.camera() + "/" + video.recording());
                new VideoOverlay(recordings.get(video))
                        .withNotice(RenderedFootage.NOTICE)
                        .write(
                                video,
                                folder.resolve(OVERLAY)
                                        .resolve(video.camera())
                                        .resolve(video.recording() + ".mp4"),
                                us -> {});
            }
        }
    }

    /** All lines once: each recording takes its own. */
    private Map<VideoSegment, RecordingLines> read(List<VideoSegment> videos, String run) {
        Map<VideoSegment, RecordingLines> recordings = new HashMap<>();
        videos.forEach(
                video ->
                        recordings.put(
                                video, new RecordingLines(video.camera(), video.recording())));
        SinkOptions sinks = configuration.sinks();
        RunLines.forEach(
                sinks.poses(),
                run,
                line -> {
                    HorsePose pose = PoseLine.read(line);
                    recordings.values().forEach(lines -> lines.addPose(pose));
                });
        RunLines.forEach(
                sinks.gait(),
                run,
                line -> recordings.values().forEach(lines -> lines.addPass(line)));
        RunLines.forEach(
                sinks.strides(),
                run,
                line -> recordings.values().forEach(lines -> lines.addStride(line)));
        return recordings;
    }

    private void printFiles(PrintWriter out, String run) {
        out.println();
        out.println("Written below " + folder + ":");
        out.println(
                "  footage/         the clips (H.264: any browser plays them) and their sidecars");
        out.println("  report.html      what was measured, as a page: open it in a browser");
        out.println("  overlay/         the clips with what was measured drawn onto them");
        out.println("  truth/           the truth of the clips, frame by frame");
        out.println("  truth-poses/     their true keypoints as pose lines");
        out.println(
                "  gait/            what was measured, one line a pass, in the folder run=" + run);
        out.println("  strides/         each stride of each limb; poses/ and coverage/ likewise");
        out.println("  comparison.csv   this table; also comparison.json");
        out.println();
        out.println("Next, your own video with weights that were trained on photographs:");
        out.println("  flink-deploy/barnhand models fetch rtmpose-m-ap10k");
        out.println("  flink-deploy/barnhand models fetch yolox-nano");
        out.println("  flink-deploy/barnhand run --set source.path=FOLDER_OF_CLIPS");
        out.println(
                "Or only the gait stage on the true keypoints, to see the share of the network in the errors:");
        out.printf(
                Locale.ROOT,
                "  flink-deploy/barnhand run --set source.kind=poses --set source.path=%s%n",
                folder.resolve("truth-poses"));
    }
}
