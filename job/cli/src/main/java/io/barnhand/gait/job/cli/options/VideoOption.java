package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.pipeline.ConfiguredPlanner;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that names one video. */
public final class VideoOption {

    @Option(names = "--video", required = true, paramLabel = "FILE", description = "video")
    private Path video;

    /**
     * The video with its camera, recording and start, as the run names them that estimated some
     * keypoints; as by default where they have no description beside them.
     *
     * @param poses file, folder or glob
     * @throws ConfigurationException if there is no such file, or it cannot be used
     */
    public VideoSegment segment(String poses) throws IOException {
        if (!Files.isRegularFile(video)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--video is %s, where there is no file", video),
                    "give the path of a video");
        }
        try {
            SegmentPlan plan = planner(poses).plan(video.toString());
            if (plan.segments().isEmpty()) {
                throw new ConfigurationException(
                        plan.deadLetters().stream()
                                .map(letter -> "--video: " + letter.message())
                                .toList());
            }
            return plan.segments().get(0);
        } catch (PlanException e) {
            throw ConfigurationException.at("--video", e);
        }
    }

    private static SegmentPlanner planner(String poses) throws IOException {
        URI keypoints =
                poses.contains("://") ? URI.create(poses) : Path.of(poses).toAbsolutePath().toUri();
        return DescribedRun.of(new org.apache.flink.core.fs.Path(keypoints))
                .flatMap(DescribedRun::configuration)
                .map(ConfiguredPlanner::of)
                .orElseGet(
                        () ->
                                new SegmentPlanner(
                                        CameraNaming.parentFolder(), null, SidecarJson::read));
    }
}
