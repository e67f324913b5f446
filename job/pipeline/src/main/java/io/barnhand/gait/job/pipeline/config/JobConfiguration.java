package io.barnhand.gait.job.pipeline.config;

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
        return source.kind() != SourceOptions.Kind.KAFKA;
    }

    /**
     * The same with folders of sinks named from the root, for processes that work in other folders.
     */
    public JobConfiguration withAbsoluteSinks() {
        return new JobConfiguration(
                run,
                source,
                decode,
                detector,
                tracking,
                pose,
                cameras,
                horses,
                gait,
                kafka,
                sinks.absolute());
    }

    static JobConfiguration read(Section root) {
        JobConfiguration configuration =
                new JobConfiguration(
                        RunOptions.read(root.section("run")),
                        SourceOptions.read(root.section("source")),
                        DecodeOptions.read(root.section("decode")),
                        DetectorOptions.read(root.section("detector")),
                        TrackingOptions.read(root.section("tracking")),
                        PoseOptions.read(root.section("pose")),
                        root.named("cameras", CameraOptions::read),
                        root.items("horses", List.of(), HorseOptions::read),
                        GaitOptions.read(root.section("gait")),
                        KafkaOptions.read(root.section("kafka")),
                        SinkOptions.read(root.section("sinks")));
        boolean exactlyOnce =
                configuration
                        .sinks()
                        .all(SinkOptions.Kind.KAFKA)
                        .anyMatch(t -> t.delivery() == SinkOptions.Delivery.EXACTLY_ONCE);
        if (exactlyOnce && configuration.run().id() == null) {
            root.problem(
                    "run.id",
                    null,
                    "must be given for exactly-once sinks: a job that is started again finds its transactions by it");
        }
        root.finish();
        return configuration;
    }
}
