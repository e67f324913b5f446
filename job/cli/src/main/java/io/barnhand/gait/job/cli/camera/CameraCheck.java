package io.barnhand.gait.job.cli.camera;

import io.barnhand.gait.job.analysis.camera.CameraFindings;
import io.barnhand.gait.job.analysis.camera.ClipReading;
import io.barnhand.gait.job.analysis.camera.ScaleReference;
import io.barnhand.gait.job.analysis.camera.SureKeypoints;
import io.barnhand.gait.job.analysis.results.RunLines;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.configuration.CameraOptions;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.pipeline.ConfiguredLimits;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FileUtils;

/**
 * What is asked of a camera.
 *
 * @param clip the job over a video of it
 * @param camera its id, where the path of the clip does not name it
 * @param scale what its scale is taken from
 */
public record CameraCheck(ClipJob clip, Optional<String> camera, Optional<ScaleReference> scale) {

    /**
     * Runs the job over the clip, its results in a folder that is removed.
     *
     * @param err gets how far the job is
     * @throws VideoException if the clip cannot be read
     * @throws ConfigurationException if the configuration cannot be used
     */
    public CameraFindings run(PrintWriter err) throws Exception {
        Path folder = Files.createTempDirectory("barnhand-check-camera");
        try {
            JobConfiguration configuration = clip.configuration(folder);
            VideoSegment segment = new ConfiguredStages(configuration).plan().segments().get(0);
            VideoLimits limits = ConfiguredLimits.of(configuration.source());
            // What cannot be read is known before the networks are loaded.
            VideoReader.open(segment, limits, time -> true).close();
            new EmbeddedRun(configuration, err).execute();
            return findings(configuration, segment, limits);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private CameraFindings findings(
            JobConfiguration configuration, VideoSegment segment, VideoLimits limits) {
        SureKeypoints sure = new SureKeypoints(configuration.pose().minScore());
        List<HorsePose> poses = new ArrayList<>();
        RunLines.forEach(
                configuration.sinks().poses(),
                ClipJob.RUN,
                line -> poses.add(sure.of(PoseLine.read(line))));
        List<GaitRecord> passes = new ArrayList<>();
        RunLines.forEach(
                configuration.sinks().gait(), ClipJob.RUN, line -> passes.add(GaitLine.read(line)));
        passes.removeIf(pass -> !pass.window().kind().equals(GaitWindow.PASS));
        String id = camera.orElse(segment.camera());
        CameraOptions known = configuration.cameras().get(id);
        return CameraFindings.of(
                id,
                known != null && known.mirrored(),
                ClipReading.of(segment, limits, poses),
                poses,
                passes,
                scale);
    }
}
