package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.CameraZones;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Builds what finds camera and start of video files as a configuration says. */
public final class ConfiguredPlanner {

    private ConfiguredPlanner() {}

    /**
     * @throws ConfigurationException if the configuration of it cannot be used
     */
    public static SegmentPlanner of(JobConfiguration configuration) {
        SourceOptions source = configuration.source();
        try {
            return new SegmentPlanner(
                    naming(source.camera()),
                    start(source),
                    zones(configuration),
                    SidecarJson::read,
                    new FlinkFiles());
        } catch (PlanException | IllegalArgumentException e) {
            throw ConfigurationException.at("source.camera", e);
        }
    }

    private static CameraZones zones(JobConfiguration configuration) {
        Map<String, ZoneId> cameras = new HashMap<>();
        configuration
                .cameras()
                .forEach(
                        (camera, options) -> {
                            if (options.zone() != null) {
                                cameras.put(camera, options.zone());
                            }
                        });
        return new CameraZones(configuration.source().zone(), cameras);
    }

    private static CameraNaming naming(String camera) {
        return switch (camera) {
            case "parent-folder" -> CameraNaming.parentFolder();
            case "file-stem" -> CameraNaming.fileStem();
            default -> CameraNaming.pattern(camera);
        };
    }

    private static Instant start(SourceOptions source) {
        if (source.startTime().equals("auto")) {
            return null;
        }
        try {
            Instant start = OffsetDateTime.parse(source.startTime()).toInstant();
            if (EventTime.ofStart(start).isPresent()) {
                return start;
            }
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "source.start-time is %s", source.startTime()),
                    "give " + EventTime.STARTS);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "source.start-time is %s", source.startTime()),
                    "give auto or a time such as 2026-11-22T10:15:00Z");
        }
    }
}
