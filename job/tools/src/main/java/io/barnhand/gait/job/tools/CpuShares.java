package io.barnhand.gait.job.tools;

import io.barnhand.gait.operators.metrics.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What a second of video costs, and which stages take it. */
final class CpuShares {

    private CpuShares() {}

    /**
     * For example {@code CPU time: 0.58 s a second of video: decoding 9 %, detection and tracking
     * 24 %, poses 62 %, rest 5 %}. The rest is what the process did besides: sources, sinks, Flink,
     * the garbage collector, the compiler.
     *
     * @param accumulators of a job over video
     * @param all CPU time of the process while it ran
     * @param video what it decoded; more than 0
     */
    static String told(Map<String, Object> accumulators, Duration all, Duration video) {
        double decode = share(accumulators, Stage.DECODE, all);
        double track = share(accumulators, Stage.TRACK, all);
        double pose = share(accumulators, Stage.POSE, all);
        return String.format(
                Locale.ROOT,
                "CPU time: %.2f s a second of video: decoding %.0f %%, detection and tracking %.0f %%, poses %.0f %%, rest %.0f %%",
                (double) all.toNanos() / video.toNanos(),
                100 * decode,
                100 * track,
                100 * pose,
                100 * (1 - decode - track - pose));
    }

    private static double share(Map<String, Object> accumulators, Stage stage, Duration all) {
        Object nanos = accumulators.getOrDefault(stage.cpuNanos(), 0L);
        return ((Number) nanos).doubleValue() / all.toNanos();
    }
}
