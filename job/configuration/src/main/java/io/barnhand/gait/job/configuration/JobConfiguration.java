package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Everything that is configured, checked. Read it with {@link ConfigurationReader}; {@code
 * conf/reference.yaml} explains every key.
 */
public record JobConfiguration(
        RunOptions run,
        SourceOptions source,
        DecodeOptions decode,
        DetectorOptions detector,
        TrackingOptions tracking,
        PoseOptions pose,
        Map<String, CameraOptions> cameras,
        List<HorseOptions> horses,
        GaitOptions gait,
        KafkaOptions kafka,
        SinkOptions sinks) {

    /** Whether the source ends by itself. */
    public boolean bounded() {
        return source.kind() != SourceOptions.SourceKind.KAFKA;
    }

    /**
     * The same with folders of sinks named from the root, for processes that work in other folders.
     */
    public JobConfiguration withAbsoluteSinks() {
        return with(sinks.absolute());
    }

    /** The same without the keypoint archive among its sinks, for a run that reads it. */
    public JobConfiguration withoutPoses() {
        return with(sinks.withoutPoses());
    }

    private JobConfiguration with(SinkOptions others) {
        return new JobConfiguration(
                run, source, decode, detector, tracking, pose, cameras, horses, gait, kafka,
                others);
    }

    private static final Key<JobConfiguration, RunOptions> RUN =
            Key.area("run", JobConfiguration::run, RunOptions.AREA, "");

    private static final Key<JobConfiguration, SourceOptions> SOURCE =
            Key.area("source", JobConfiguration::source, SourceOptions.AREA, "");

    private static final Key<JobConfiguration, DecodeOptions> DECODE =
            Key.area("decode", JobConfiguration::decode, DecodeOptions.AREA, "")
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<JobConfiguration, DetectorOptions> DETECTOR =
            Key.area("detector", JobConfiguration::detector, DetectorOptions.AREA, "")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<JobConfiguration, TrackingOptions> TRACKING =
            Key.area("tracking", JobConfiguration::tracking, TrackingOptions.AREA, "")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_VIDEO);

    private static final Key<JobConfiguration, PoseOptions> POSE =
            Key.area("pose", JobConfiguration::pose, PoseOptions.AREA, "").idle(Idle.WITHOUT_VIDEO);

    private static final Key<JobConfiguration, Map<String, CameraOptions>> CAMERAS =
            Key.<JobConfiguration, Map<String, CameraOptions>>of(
                            "cameras",
                            JobConfiguration::cameras,
                            new Named<>(CameraOptions.AREA, List.of()),
                            Map.of(),
                            "camera id -> properties of the camera")
                    .affecting(Effect.GAIT);

    private static final Key<JobConfiguration, List<HorseOptions>> HORSES =
            Key.<JobConfiguration, List<HorseOptions>>of(
                            "horses",
                            JobConfiguration::horses,
                            new Items<>(HorseOptions.AREA),
                            List.of(),
                            "a list; each entry says that a camera shows one known horse for a time")
                    .affecting(Effect.KEYPOINTS, Effect.GAIT);

    private static final Key<JobConfiguration, GaitOptions> GAIT =
            Key.area("gait", JobConfiguration::gait, GaitOptions.AREA, "").affecting(Effect.GAIT);

    private static final Key<JobConfiguration, KafkaOptions> KAFKA =
            Key.area(
                            "kafka",
                            JobConfiguration::kafka,
                            KafkaOptions.AREA,
                            "for sources and sinks of kind kafka")
                    .idle(KafkaOptions::unused);

    private static final Key<JobConfiguration, SinkOptions> SINKS =
            Key.area("sinks", JobConfiguration::sinks, SinkOptions.AREA, SinkOptions.FORMS);

    static final Area<JobConfiguration> AREA =
            Area.of(
                    JobConfiguration::read,
                    RUN,
                    SOURCE,
                    DECODE,
                    DETECTOR,
                    TRACKING,
                    POSE,
                    CAMERAS,
                    HORSES,
                    GAIT,
                    KAFKA,
                    SINKS);

    /** All effective values, in the form of a configuration. */
    public ObjectNode json() {
        return AREA.write(this);
    }

    private static JobConfiguration read(Section root) {
        JobConfiguration configuration =
                new JobConfiguration(
                        root.get(RUN),
                        root.get(SOURCE),
                        root.get(DECODE),
                        root.get(DETECTOR),
                        root.get(TRACKING),
                        root.get(POSE),
                        root.get(CAMERAS),
                        root.get(HORSES),
                        root.get(GAIT),
                        root.get(KAFKA),
                        root.get(SINKS));
        boolean needsId = configuration.sinks().all().anyMatch(Target::needsRunId);
        if (needsId && configuration.run().id() == null) {
            root.problem(
                    "run.id",
                    null,
                    "give one for exactly-once sinks: a restarted job finds its transactions by it");
        }
        return configuration;
    }
}
