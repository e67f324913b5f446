package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.json.SidecarJson;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that names one video. */
public final class VideoOption {

    @Option(names = "--video", required = true, paramLabel = "FILE", description = "video")
    private Path video;

    /**
     * The video with its camera and recording, as the job names them.
     *
     * @throws ConfigurationException if there is no such file, or it cannot be used
     */
    public VideoSegment segment() {
        if (!Files.isRegularFile(video)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--video is %s, where there is no file", video),
                    "give the path of a video");
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
            throw ConfigurationException.at("--video", e);
        }
    }
}
