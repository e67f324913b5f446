package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand purge}: removes old records, after showing which. */
@Command(
        name = "purge",
        description = {
            "Removes records and keypoints of cameras before a time, after showing how many.",
            "It searches wherever the configuration's sinks write, and removes them with --yes.",
            "Records of an unknown clock stay, without --unknown-clock: they may be of any time.",
            "Footage is not touched."
        },
        mixinStandardHelpOptions = true)
public final class PurgeCommand implements Callable<Integer> {

    private static final Instant AFTER_ALL = Instant.parse("+10000-01-01T00:00:00Z");

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--camera",
            paramLabel = "CAMERA",
            required = true,
            description = "camera whose records are removed; may be given several times")
    private List<String> cameras;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            required = true,
            description = "2026-01-31 (UTC) or 2026-01-31T12:00:00Z")
    private String before;

    @Option(
            names = "--unknown-clock",
            description = "also records whose time is unknown, whenever they were made")
    private boolean unknownClock;

    @Option(names = "--yes", description = "remove them; they cannot be brought back")
    private boolean yes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobConfiguration configuration = options.read();
        Destinations destinations = Destinations.of(configuration);
        List<Purge> dated = destinations.purges(PurgeScope.dated(Set.copyOf(cameras), time()));
        List<Purge> undated = destinations.purges(PurgeScope.undated(Set.copyOf(cameras)));
        List<Purge> purges = new ArrayList<>(dated);
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Long> counts = counts(dated);
        Map<String, Long> unknown = counts(undated);
        if (unknownClock) {
            purges.addAll(undated);
            unknown.forEach((place, count) -> counts.merge(place, count, Long::sum));
        }
        counts.forEach((place, count) -> out.printf(Locale.ROOT, "%,12d  %s%n", count, place));
        if (!unknown.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    unknownClock
                            ? "Of these, %,d are of an unknown time.%n"
                            : "Of an unknown time, and kept: %,d; --unknown-clock takes them too.%n",
                    unknown.values().stream().mapToLong(Long::longValue).sum());
        }
        for (Purge purge : dated) {
            purge.untouched().forEach(place -> out.println("not checked  " + place));
        }
        if (counts.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "Nothing of %s was found before %s.%n",
                    String.join(", ", cameras),
                    before);
        } else if (yes) {
            out.printf(Locale.ROOT, "Removed: %,d records.%n", removed(purges));
        } else {
            out.println("Nothing was removed; give --yes to remove these for good.");
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Map<String, Long> counts(List<Purge> purges) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Purge purge : purges) {
            counts.putAll(purge.count());
        }
        return counts;
    }

    private static long removed(List<Purge> purges) throws IOException {
        long removed = 0;
        for (Purge purge : purges) {
            removed += purge.remove();
        }
        return removed;
    }

    private Instant time() {
        try {
            Instant time =
                    before.contains("T")
                            ? Instant.parse(before)
                            : LocalDate.parse(before).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(AFTER_ALL)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Reported below, like a time beyond the calendar.
        }
        throw new ConfigurationException(
                String.format(Locale.ROOT, "--before is %s, must be a time after 1970", before),
                "give it as 2026-01-31 or 2026-01-31T12:00:00Z");
    }
}
