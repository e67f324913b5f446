package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.configuration.RunOptions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Names of runs: each run writes into separate folders, so that none overwrites another. */
public final class RunId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Prefix of the folders that hold the results of one run. */
    private static final String PREFIX = "run=";

    private RunId() {}

    /** The configured name, else a new one with the time first so that runs sort by age. */
    public static String of(RunOptions options, Instant now) {
        if (options.id() != null) {
            return options.id();
        }
        return String.format(
                Locale.ROOT, "%s-%04x", TIME.format(now), new SecureRandom().nextInt(1 << 16));
    }

    /** The folder of a run below a sink's path. */
    public static String folder(String path, String run) {
        return (path.endsWith("/") ? path : path + "/") + folder(run);
    }

    /** Name of a run's folder. */
    public static String folder(String run) {
        return PREFIX + run;
    }

    /** The run whose folder has a name; empty where it is no run's. */
    public static Optional<String> ofFolder(String name) {
        return name.startsWith(PREFIX)
                ? Optional.of(name.substring(PREFIX.length()))
                : Optional.empty();
    }
}
