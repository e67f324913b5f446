package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.ConfiguredStages;
import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.config.JobConfiguration;
import io.barnhand.gait.job.config.SourceOptions;
import io.barnhand.gait.job.tools.plan.ArchiveInventory;
import io.barnhand.gait.job.tools.plan.PlannedFile;
import io.barnhand.gait.operators.Clock;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.video.SegmentPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand plan}: what an archive holds, before anything is decoded. */
@Command(
        name = "plan",
        description =
                "Says what an archive holds: files and hours by camera, gaps, overlaps, duplicates,"
                        + " and what cannot be used. Nothing is decoded or written.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 20;
    private static final int MOST_COPIES = 5;
    private static final double HOUR_US = 3.6e9;
    private static final String ROW = "%-24s %7s %8s %10s  %-20s  %-20s%n";

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "multiples of real time at which a run of yours worked, to estimate how long"
                            + " this one takes")
    private Double speed;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (speed != null && !(speed > 0)) {
            throw new ConfigurationException("--speed is %s, must be more than 0".formatted(speed));
        }
        JobConfiguration configuration = options.read();
        if (configuration.source().kind() != SourceOptions.Kind.FILES) {
            throw new ConfigurationException(
                    "source.kind must be files: there is nothing else to plan");
        }
        SegmentPlan plan = new ConfiguredStages(configuration).plan();
        ArchiveInventory inventory = ArchiveInventory.of(plan);
        PrintWriter out = spec.commandLine().getOut();
        cameras(out, inventory);
        list(out, "Gaps and overlaps", inventory.joints(), PlanCommand::joint);
        list(out, "The same bytes", inventory.duplicates(), PlanCommand::same);
        list(out, "Not readable", problems(inventory), problem -> problem);
        list(out, "Left out", plan.deadLetters(), DeadLetter::message);
        out.flush();
        return Barnhand.DONE;
    }

    private void cameras(PrintWriter out, ArchiveInventory inventory) {
        out.printf(ROW, "camera", "files", "hours", "recordings", "from", "to (last start)");
        for (Map.Entry<String, List<PlannedFile>> camera : inventory.cameras().entrySet()) {
            row(out, camera.getKey(), camera.getValue());
        }
        row(out, "all", inventory.files());
        double hours = hours(inventory.files());
        if (speed != null) {
            out.printf(Locale.ROOT, "At %.2f times real time: %.1f h.%n", speed, hours / speed);
        }
        long silent =
                inventory.files().stream()
                        .filter(file -> file.header() != null && file.durationUs() == null)
                        .count();
        if (silent > 0) {
            out.printf(
                    "%d files do not say how long they are: they are not in the hours.%n", silent);
        }
    }

    private static void row(PrintWriter out, String name, List<PlannedFile> files) {
        long recordings =
                files.stream()
                        .map(f -> f.segment().camera() + "/" + f.segment().recording())
                        .distinct()
                        .count();
        List<Long> starts =
                files.stream()
                        .filter(file -> file.segment().clock() == Clock.KNOWN)
                        .map(file -> file.segment().startUs())
                        .sorted()
                        .toList();
        out.printf(
                Locale.ROOT,
                ROW,
                printable(name),
                files.size(),
                String.format(Locale.ROOT, "%.3f", hours(files)),
                recordings,
                starts.isEmpty() ? "unknown" : time(starts.get(0)),
                starts.isEmpty() ? "unknown" : time(starts.get(starts.size() - 1)));
    }

    private static double hours(List<PlannedFile> files) {
        return files.stream()
                        .map(PlannedFile::durationUs)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum()
                / HOUR_US;
    }

    private static String time(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static <T> void list(
            PrintWriter out, String title, List<T> items, Function<T, String> text) {
        out.printf("%s: %d%n", title, items.size());
        items.stream()
                .limit(MOST_LISTED)
                .forEach(item -> out.println("  " + printable(text.apply(item))));
        if (items.size() > MOST_LISTED) {
            out.printf("  ... and %d more%n", items.size() - MOST_LISTED);
        }
    }

    private static String joint(ArchiveInventory.Joint joint) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %.1f s at %s, between %s and %s",
                joint.after().segment().camera(),
                joint.us() > 0 ? "gap" : "overlap",
                Math.abs(joint.us()) / 1e6,
                time(joint.after().segment().startUs()),
                joint.before().segment().recording(),
                joint.after().segment().recording());
    }

    private static String same(List<Path> paths) {
        String named =
                paths.stream()
                        .limit(MOST_COPIES)
                        .map(Path::toString)
                        .collect(Collectors.joining(" = "));
        int more = paths.size() - MOST_COPIES;
        return more > 0 ? "%s and %d more".formatted(named, more) : named;
    }

    private static List<String> problems(ArchiveInventory inventory) {
        return inventory.files().stream()
                .map(PlannedFile::problem)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Names come from files: none may steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
