package io.barnhand.gait.job.analysis.report;

import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The folder of a run on horses of the kinematic model, written with the job's own lines. */
final class SyntheticRun {

    static final String ID = "made";

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Path folder;
    private final String semantics;

    SyntheticRun(Path folder) {
        this(folder, KeypointTraits.AP10K_UNGULATE);
    }

    SyntheticRun(Path folder, String semantics) {
        this.folder = folder;
        this.semantics = semantics;
    }

    /**
     * Adds a pass of four seconds, in a new recording that begins with it.
     *
     * @param horse name, or null
     * @param day after the first
     */
    SyntheticRun pass(String horse, String camera, int day, String gait, SyntheticView view)
            throws IOException {
        return pass(
                horse,
                camera,
                String.format(Locale.ROOT, "day-%03d-%d", day, view.seed()),
                day,
                gait,
                view);
    }

    SyntheticRun pass(
            String horse, String camera, String recording, int day, String gait, SyntheticView view)
            throws IOException {
        Instant start = START.plus(Duration.ofDays(day)).plusSeconds(60 * (view.seed() % 600));
        long startUs = start.toEpochMilli() * 1000;
        List<HorsePose> poses = new ArrayList<>();
        for (HorsePose pose : SyntheticTrack.of(gait(gait), view.startUs(startUs))) {
            poses.add(
                    new HorsePose(
                            camera,
                            recording,
                            recording + "/0/0",
                            horse,
                            pose.timeUs(),
                            pose.imageWidth(),
                            pose.imageHeight(),
                            pose.box(),
                            pose.boxScore(),
                            pose.keypoints(),
                            "made@0",
                            pose.flags()));
        }
        PassMeasurement measured =
                new GaitEstimator(GaitSettings.of(0.3, semantics)).pass(poses, false);
        long endUs = poses.get(poses.size() - 1).timeUs();
        append("gait", List.of(GaitLine.write(measured.record(), ID)));
        append("strides", measured.strides().stream().map(s -> StrideLine.write(s, ID)).toList());
        append("poses", poses.stream().map(PoseLine::write).toList());
        append(
                "coverage",
                List.of(
                        span(camera, recording, null, CoverageSpan.DECODED, startUs, endUs),
                        span(
                                camera,
                                recording,
                                recording + "/0/0",
                                CoverageSpan.HORSE,
                                startUs,
                                endUs),
                        span(
                                camera,
                                recording,
                                recording + "/0/0",
                                CoverageSpan.USABLE,
                                startUs,
                                endUs)));
        return this;
    }

    /** Adds lines of a sink as they are. */
    SyntheticRun append(String sink, List<String> lines) throws IOException {
        Path file = folder.resolve(sink).resolve("run=" + ID).resolve("part-0.jsonl");
        Files.createDirectories(file.getParent());
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    private static String span(
            String camera, String recording, String track, String kind, long from, long to) {
        return CoverageLine.write(new CoverageSpan(camera, recording, track, kind, from, to));
    }

    private static SyntheticGait gait(String name) {
        return Arrays.stream(SyntheticGait.ALL)
                .filter(gait -> gait.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The page of it. */
    String page(Path videos) throws IOException {
        Path out = folder.resolve("report.html");
        RunReport.write(StoredPath.of(folder), null, videos, out);
        return Files.readString(out);
    }
}
