package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.archive.ArchiveSpeed;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How fast an archive would be processed.
 *
 * @param multiple of real time, by all slots; empty where it is not known
 * @param basis where it comes from, or why it is not known; words for users
 */
public record ExpectedSpeed(Optional<Double> multiple, String basis) {

    private static final double HOUR_US = 3.6e9;

    /** The speed that a user gives. */
    public static ExpectedSpeed given(double multiple) {
        return new ExpectedSpeed(Optional.of(multiple), "as given");
    }

    /**
     * The speed of the newest run with the same models and settings, else that of a few seconds of
     * the footage.
     *
     * @param units recordings and spans that are left
     * @param progress gets what takes its time
     */
    public static ExpectedSpeed of(
            JobConfiguration configuration,
            ConfiguredStages stages,
            ArchivePlan plan,
            int units,
            Consumer<String> progress)
            throws Exception {
        int offered =
                configuration.run().parallelism() > 0
                        ? configuration.run().parallelism()
                        : Runtime.getRuntime().availableProcessors();
        int slots = Math.min(offered, units);
        Optional<ArchiveSpeed> earlier = earlier(configuration, stages);
        return earlier.isPresent()
                ? asBefore(earlier.get(), slots)
                : sampled(stages, plan, slots, progress);
    }

    private static Optional<ArchiveSpeed> earlier(
            JobConfiguration configuration, ConfiguredStages stages) throws IOException {
        Optional<String> folder = ArchivePlan.keypoints(configuration);
        return folder.isEmpty()
                ? Optional.empty()
                : ArchiveSpeed.newest(
                        folder.get(), ArchiveSpeed.with(configuration, stages.modelIds()));
    }

    private static ExpectedSpeed asBefore(ArchiveSpeed earlier, int slots) {
        return new ExpectedSpeed(
                Optional.of(slots * earlier.perSlot()),
                String.format(
                        Locale.ROOT,
                        "as run %s on %s, %.3f h of footage, scaled from %s to %d",
                        earlier.run(),
                        earlier.ended().atOffset(ZoneOffset.UTC).toLocalDate(),
                        earlier.decodedUs() / HOUR_US,
                        Counted.of(earlier.slots(), "slot"),
                        slots));
    }

    private static ExpectedSpeed sampled(
            ConfiguredStages stages, ArchivePlan plan, int slots, Consumer<String> progress)
            throws Exception {
        try (LoadedModels models = LoadedModels.load(stages)) {
            progress.accept("processing a few seconds of the footage");
            return SampledSpeed.measure(stages, plan.processed(), slots)
                    .map(measured -> measured(measured, slots))
                    .orElse(
                            new ExpectedSpeed(
                                    Optional.empty(),
                                    "as no sample of the footage could be processed within a minute."));
        } catch (ConfigurationException e) {
            return new ExpectedSpeed(
                    Optional.empty(),
                    "as the models are needed to measure it: "
                            + String.join("; ", e.getMessage().lines().toList()));
        }
    }

    private static ExpectedSpeed measured(SampledSpeed measured, int slots) {
        return new ExpectedSpeed(
                Optional.of(slots * measured.perSlot()),
                String.format(
                        Locale.ROOT,
                        "measured with %s on %s, %d s of video, from all parts of it; the more horses are in view, the longer it takes",
                        Counted.of(slots, "slot"),
                        Counted.of(measured.samples(), "sample"),
                        measured.sampledUs() / 1_000_000));
    }
}
