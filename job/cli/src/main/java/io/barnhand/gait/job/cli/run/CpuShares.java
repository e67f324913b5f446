package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a job over video cost, and which stages took it.
 *
 * @param accumulators of the job
 * @param all CPU time of the process while it ran; more than 0
 */
public record CpuShares(Map<String, Object> accumulators, Duration all) {

    /**
     * For example {@code CPU time: 0.58 s a second of video: decoding 9 %, detection and tracking
     * 24 %, poses 62 %, rest 5 %}. The rest is what the process did besides: sources, sinks, Flink,
     * the garbage collector, the compiler.
     *
     * @param video what it decoded; more than 0
     */
    public String text(Duration video) {
        double decode = share(CounterGroup.DECODE);
        double track = share(CounterGroup.TRACK);
        double pose = share(CounterGroup.POSE);
        return String.format(
                Locale.ROOT,
                "CPU time: %.2f s a second of video: decoding %.0f %%, detection and tracking %.0f %%, poses %.0f %%, rest %.0f %%",
                (double) all.toNanos() / video.toNanos(),
                100 * decode,
                100 * track,
                100 * pose,
                100 * (1 - decode - track - pose));
    }

    private double share(CounterGroup stage) {
        Object nanos = accumulators.getOrDefault(stage.cpuNanos(), 0L);
        return ((Number) nanos).doubleValue() / all.toNanos();
    }
}
