package io.barnhand.gait.job.cli.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.cli.run.JobProgress;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.FlinkSettings;
import io.barnhand.gait.job.pipeline.archive.ArchiveProgress;
import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import io.barnhand.gait.operators.video.container.SeekableVideo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * How fast an archive would be processed, measured: the first phase of the job on a few seconds
 * here and there in its files, into a folder that is removed.
 *
 * @param perSlot seconds of footage in a second, by one slot
 * @param samples that were done
 * @param sampledUs how much footage they were, µs
 */
public record SampledSpeed(double perSlot, int samples, long sampledUs) {

    private static final int MAX_SAMPLES = 60;
    private static final long SAMPLE_US = 4_000_000;

    /** What was done until then is enough, as soon as a sample is. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    /** The fractions of its multiples are spread evenly, however many there are. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    /**
     * Measures; the networks must be loaded.
     *
     * @param files with their durations
     * @param parallelism slots; 0 for one a core
     * @return empty where no sample was done in time
     */
    public static Optional<SampledSpeed> measure(
            ConfiguredStages stages, List<PlannedFile> files, int parallelism) throws Exception {
        WorkList samples = samples(files);
        if (samples.units().isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("barnhand-plan");
        try {
            Ledger ledger = new Ledger(folder.toString(), "sample");
            ledger.begin(JsonNodeFactory.instance.objectNode());
            StreamExecutionEnvironment env =
                    EmbeddedRun.environment(
                            FlinkSettings.of(RuntimeExecutionMode.STREAMING, parallelism));
            stages.keypointJob(samples, ledger).build(env);
            JobClient job = EmbeddedRun.start(env, "BarnHand Gait samples");
            CompletableFuture<?> end = job.getJobExecutionResult();
            try {
                return measured(end, new ArchiveProgress(samples, ledger), env.getParallelism());
            } finally {
                // Its files can go only when nothing writes them any more.
                JobProgress.cancel(job);
            }
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    /** A few seconds of time after time, whose places are spread over all of the footage. */
    private static WorkList samples(List<PlannedFile> files) {
        List<PlannedFile> timed = files.stream().filter(f -> f.durationUs() != null).toList();
        long totalUs = timed.stream().mapToLong(PlannedFile::durationUs).sum();
        ArrayList<ArchiveUnit> samples = new ArrayList<>();
        for (int k = 0; k < Math.min(MAX_SAMPLES, 1 + totalUs / SAMPLE_US); k++) {
            long atUs = (long) (totalUs * ((k + 1) * GOLDEN_RATIO % 1));
            for (PlannedFile file : timed) {
                if (atUs < file.durationUs()) {
                    samples.add(sample(file, atUs, k));
                    break;
                }
                atUs -= file.durationUs();
            }
        }
        return new WorkList(samples);
    }

    private static ArchiveUnit sample(PlannedFile file, long atUs, int number) {
        VideoSegment segment = file.segment();
        boolean seekable =
                segment.sha256() == null
                        && SeekableVideo.durationUs(URI.create(segment.uri()), new FlinkFiles())
                                .isPresent();
        // All before it would have to be decoded in a file without an index.
        long offsetUs = seekable ? Math.max(0, Math.min(atUs, file.durationUs() - SAMPLE_US)) : 0;
        long fromUs = segment.startUs() + offsetUs;
        TimeRange range = new TimeRange(fromUs, fromUs + SAMPLE_US);
        VideoSpan span = new VideoSpan(segment.startUs(), range, range);
        return new ArchiveUnit(
                new ArrayList<>(List.of(segment.within(span).asLast())), number, SAMPLE_US);
    }

    /**
     * From the time when each slot has done a sample on, if more are done: the first ones wait for
     * Flink and for compilers.
     */
    private static Optional<SampledSpeed> measured(
            CompletableFuture<?> end, ArchiveProgress progress, int slots) throws Exception {
        Instant start = Instant.now();
        Instant since = start;
        Instant until = start;
        long beforeUs = 0;
        int done = 0;
        boolean ended = false;
        while (!ended) {
            ended = isDone(end);
            Instant now = Instant.now();
            progress.update();
            if (progress.done() > done) {
                if (done < slots && progress.done() >= slots && !ended) {
                    since = now;
                    beforeUs = progress.decodedUs();
                }
                done = progress.done();
                until = now;
            }
            Duration took = Duration.between(start, now);
            ended |= took.compareTo(done > 0 ? ENOUGH : LONGEST) >= 0;
        }
        if (!until.isAfter(since)) {
            since = start;
            beforeUs = 0;
        }
        long us = progress.decodedUs() - beforeUs;
        if (us <= 0) {
            return Optional.empty();
        }
        double perSlot = us / 1e3 / Duration.between(since, until).toMillis() / slots;
        return Optional.of(new SampledSpeed(perSlot, done, progress.decodedUs()));
    }

    private static boolean isDone(CompletableFuture<?> end) throws Exception {
        try {
            end.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
