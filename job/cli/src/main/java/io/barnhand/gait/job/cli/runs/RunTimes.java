package io.barnhand.gait.job.cli.runs;

import io.barnhand.gait.job.pipeline.runs.CurrentRuns;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.TimeSpans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much time runs hold, of how many recordings. */
final class RunTimes {

    private static final long SECOND_US = 1_000_000;

    /** Longer than any archive: the run is not known to be limited. */
    private static final long UNKNOWN_US = 1000L * 366 * 24 * 3600 * SECOND_US;

    private RunTimes() {}

    /** The time of all cameras together, µs. */
    static long lengthUs(List<HeldFootage> held) {
        long lengthUs = 0;
        for (HeldFootage footage : held) {
            lengthUs = Math.min(UNKNOWN_US, lengthUs + Math.min(UNKNOWN_US, us(footage)));
        }
        return lengthUs;
    }

    private static long us(HeldFootage footage) {
        return footage.spans().lengthUs();
    }

    static long cameras(List<HeldFootage> held) {
        return held.stream().map(HeldFootage::camera).distinct().count();
    }

    static long recordings(List<HeldFootage> held) {
        return held.stream()
                .map(footage -> List.of(footage.camera(), footage.recording()))
                .distinct()
                .count();
    }

    /** For a reader, at most eight columns: {@code 45 s}, {@code 3:20 min}, {@code 120:05 h}. */
    static String text(long lengthUs) {
        if (lengthUs >= UNKNOWN_US) {
            return "unknown";
        }
        long seconds = (lengthUs + SECOND_US / 2) / SECOND_US;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%d s", seconds);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    /** What is current of some footage, µs by run; under an empty id what no run is current for. */
    static Map<String, Long> current(
            List<HeldFootage> footage, List<KnownRun> runs, CurrentRuns current) {
        Map<String, Long> times = new LinkedHashMap<>();
        long left = lengthUs(footage);
        for (KnownRun run : runs) {
            long us = 0;
            for (HeldFootage own : current.of(run.id())) {
                for (HeldFootage part : footage) {
                    if (part.camera().equals(own.camera())
                            && part.recording().equals(own.recording())) {
                        us += inBoth(part.spans(), own.spans());
                    }
                }
            }
            if (us > 0) {
                times.put(run.id(), us);
                left -= us;
            }
        }
        if (left > 0) {
            times.put("", left);
        }
        return times;
    }

    private static long inBoth(TimeSpans a, TimeSpans b) {
        return a.minus(a.minus(b)).lengthUs();
    }
}
