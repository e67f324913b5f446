package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.text.Paragraph;
import io.barnhand.gait.job.analysis.text.Printable;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.plan.ArchiveInventory;
import io.barnhand.gait.job.cli.plan.PlannedFile;
import io.barnhand.gait.job.cli.plan.SampledSpeed;
import io.barnhand.gait.job.cli.plan.WorkAhead;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.archive.ArchiveProgress;
import io.barnhand.gait.job.pipeline.archive.ArchiveSpeed;
import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SameFootage;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SourceOptions;
import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand plan}: what an archive holds, and how long working on it takes. */
@Command(
        name = "plan",
        description = {
            "Says what an archive holds: files and hours by camera, gaps, overlaps, copies, what"
                    + " cannot be used, and how long working on it would take.",
            "The time is told by an earlier run with the same models and settings; where there is"
                    + " none, a few seconds of the footage are worked on, which takes about 20 s.",
            "Nothing is written."
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 20;
    private static final int MOST_COPIES = 5;
    private static final double HOUR_US = 3.6e9;
    private static final int NAME = 18;
    private static final String ROW = "%-" + NAME + "s %6s %9s %6s  %-17s  %s%n";
    private static final String INDENT = "  ";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "multiples of real time at which the machine that is meant works: nothing is"
                            + " measured here")
    private Double speed;

    @Spec private CommandSpec spec;

    private JobConfiguration configuration;
    private ConfiguredStages stages;
    private PrintWriter out;

    /** A speed in multiples of real time, and what tells it; NaN where it is not known. */
    private record Speed(double multiple, String basis) {}

    @Override
    public Integer call() throws Exception {
        if (speed != null && !(speed > 0)) {
            throw new ConfigurationException("--speed is %s, must be more than 0".formatted(speed));
        }
        configuration = options.read();
        if (configuration.source().kind() != SourceOptions.Kind.FILES) {
            throw new ConfigurationException(
                    "source.kind must be files: there is nothing else to plan");
        }
        stages = new ConfiguredStages(configuration);
        out = spec.commandLine().getOut();
        SegmentPlan plan = stages.plan();
        ArchiveInventory inventory = ArchiveInventory.of(plan, stages.detectionSettings().limits());
        WorkList all = WorkList.of(plan.segments());
        SameFootage same = SameFootage.of(all);
        Optional<Ledger> begun = begun();
        Map<ArchiveUnit, ArchiveUnit> copies =
                same.copies(unit -> begun.isPresent() && begun.get().isDone(unit));
        cameras(inventory);
        list("Gaps and overlaps", inventory.joints(), PlanCommand::joint);
        list("Copies, worked on once", List.copyOf(copies.entrySet()), PlanCommand::copy);
        list("The same bytes elsewhere", same.twice(copies.keySet()), PlanCommand::same);
        list("Not readable", problems(inventory), problem -> problem);
        list("Left out", plan.deadLetters(), DeadLetter::message);
        out.flush();
        estimate(all.without(copies::containsKey), inventory.files(), begun);
        out.flush();
        return ExitCode.OK;
    }

    private void cameras(ArchiveInventory inventory) {
        out.printf(ROW, "camera", "files", "hours", "recs", "from", "to (last start)");
        for (Map.Entry<String, List<PlannedFile>> camera : inventory.cameras().entrySet()) {
            row(camera.getKey(), camera.getValue());
        }
        row("all", inventory.files());
        long silent =
                inventory.files().stream()
                        .filter(file -> file.header() != null && file.durationUs() == null)
                        .count();
        if (silent > 0) {
            say("%d files do not say how long they are: they are not in the hours.", silent);
        }
    }

    private void row(String name, List<PlannedFile> files) {
        long recordings = files.stream().map(f -> f.segment().unit()).distinct().count();
        List<Long> starts =
                files.stream()
                        .filter(file -> file.segment().clock() == ClockStatus.KNOWN)
                        .map(file -> file.segment().startUs())
                        .sorted()
                        .toList();
        String printed = Printable.text(name);
        out.printf(
                Locale.ROOT,
                ROW,
                printed.length() > NAME ? printed.substring(0, NAME - 1) + "…" : printed,
                files.size(),
                String.format(Locale.ROOT, "%.3f", hours(files)),
                recordings,
                starts.isEmpty() ? "unknown" : minute(starts.get(0)),
                starts.isEmpty() ? "unknown" : minute(starts.get(starts.size() - 1)));
    }

    private static double hours(List<PlannedFile> files) {
        return files.stream()
                        .map(PlannedFile::durationUs)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum()
                / HOUR_US;
    }

    private void estimate(WorkList work, List<PlannedFile> files, Optional<Ledger> begun)
            throws Exception {
        SpanRule rule = SpanRule.of(stages.detectionSettings());
        WorkAhead whole = WorkAhead.of(work, rule, files, null);
        say(
                "To work on: %d recordings, %.3f h%s.",
                whole.recordings(),
                whole.hours(),
                whole.cut() == 0
                        ? ", none so long that it is cut"
                        : "; %d of them are cut into %d spans"
                                .formatted(whole.cut(), whole.spans()));
        out.flush();
        WorkAhead ahead = whole;
        if (begun.isPresent()) {
            ahead = WorkAhead.of(work, rule, files, begun.get());
            say(
                    "Run %s has begun: --resume has %d of %d recordings left, %.3f h%s.",
                    begun.get().run(),
                    ahead.recordings(),
                    whole.recordings(),
                    ahead.hours(),
                    ahead.spans() == 0 ? "" : ", %d of their spans".formatted(ahead.spans()));
            out.flush();
        }
        if (ahead.units() > 0) {
            time(ahead, speed(work, files, ahead.units()));
        }
    }

    private void time(WorkAhead ahead, Speed found) {
        if (Double.isNaN(found.multiple())) {
            say("Estimated time: not known, %s", found.basis());
        } else {
            say(
                    "Estimated time: about %s for the keypoints, at %.2f times real time, %s.",
                    ArchiveProgress.spoken(ahead.hours() / found.multiple()),
                    found.multiple(),
                    found.basis());
        }
    }

    private Speed speed(WorkList work, List<PlannedFile> files, int units) throws Exception {
        if (speed != null) {
            return new Speed(speed, "as given");
        }
        int offered =
                configuration.run().parallelism() > 0
                        ? configuration.run().parallelism()
                        : Runtime.getRuntime().availableProcessors();
        int slots = Math.min(offered, units);
        Optional<ArchiveSpeed> earlier = earlier();
        if (earlier.isPresent()) {
            return new Speed(
                    slots * earlier.get().perSlot(),
                    "as run %s on %s, %.3f h of footage, reckoned from its %d slots to %d"
                            .formatted(
                                    earlier.get().run(),
                                    earlier.get().ended().atOffset(ZoneOffset.UTC).toLocalDate(),
                                    earlier.get().decodedUs() / HOUR_US,
                                    earlier.get().slots(),
                                    slots));
        }
        return sampled(work, files, slots);
    }

    private Speed sampled(WorkList work, List<PlannedFile> files, int slots) throws Exception {
        try (LoadedModels models = LoadedModels.load(stages);
                TerminalLine line = new TerminalLine(spec.commandLine().getErr())) {
            line.show("working on a few seconds of the footage");
            return SampledSpeed.measure(stages, workedOn(work, files), slots)
                    .map(
                            measured ->
                                    new Speed(
                                            slots * measured.perSlot(),
                                            "measured with %d slots on %d samples, %d s of video, from all over it; the more horses are in view, the longer it takes"
                                                    .formatted(
                                                            slots,
                                                            measured.samples(),
                                                            measured.sampledUs() / 1_000_000)))
                    .orElse(
                            new Speed(
                                    Double.NaN,
                                    "as none of the samples of it could be worked on within a minute."));
        } catch (ConfigurationException e) {
            return new Speed(
                    Double.NaN, "as the models are needed to measure it: " + e.getMessage());
        }
    }

    private static List<PlannedFile> workedOn(WorkList work, List<PlannedFile> files) {
        Set<String> uris =
                work.units().stream()
                        .flatMap(unit -> unit.segments().stream())
                        .map(VideoSegment::uri)
                        .collect(Collectors.toSet());
        return files.stream().filter(file -> uris.contains(file.segment().uri())).toList();
    }

    private Optional<ArchiveSpeed> earlier() throws IOException {
        Optional<String> folder = keypoints();
        return folder.isEmpty()
                ? Optional.empty()
                : ArchiveSpeed.newest(
                        folder.get(), ArchiveSpeed.with(configuration, stages.modelIds()));
    }

    private Optional<Ledger> begun() throws IOException {
        Optional<String> folder = keypoints();
        if (folder.isEmpty() || configuration.run().id() == null) {
            return Optional.empty();
        }
        Ledger ledger = new Ledger(folder.get(), configuration.run().id());
        return ledger.exists() ? Optional.of(ledger) : Optional.empty();
    }

    /** Where an archive of this configuration keeps its ledgers. */
    private Optional<String> keypoints() {
        return configuration.sinks().poses().stream()
                .filter(Target.Parquet.class::isInstance)
                .flatMap(target -> target.folder().stream())
                .findFirst();
    }

    private static String minute(long us) {
        return MINUTE.format(Instant.EPOCH.plus(us, ChronoUnit.MICROS));
    }

    private static String time(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void say(String format, Object... values) {
        Paragraph.print("", 0, Printable.text(String.format(Locale.ROOT, format, values)), out);
    }

    private <T> void list(String title, List<T> items, Function<T, String> text) {
        out.printf("%s: %d%n", title, items.size());
        items.stream()
                .limit(MOST_LISTED)
                .forEach(
                        item ->
                                Paragraph.print(
                                        INDENT,
                                        INDENT.length(),
                                        Printable.text(text.apply(item)),
                                        out));
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

    private static String copy(Map.Entry<ArchiveUnit, ArchiveUnit> copy) {
        return "%s is a copy of %s".formatted(copy.getKey().label(), copy.getValue().label());
    }

    private static String same(List<VideoSegment> files) {
        String named =
                files.stream()
                        .map(file -> Path.of(URI.create(file.uri())).toString())
                        .sorted()
                        .limit(MOST_COPIES)
                        .collect(Collectors.joining(" = "));
        int more = files.size() - MOST_COPIES;
        return more > 0 ? "%s and %d more".formatted(named, more) : named;
    }

    private static List<String> problems(ArchiveInventory inventory) {
        return inventory.files().stream()
                .map(PlannedFile::problem)
                .filter(Objects::nonNull)
                .toList();
    }
}
