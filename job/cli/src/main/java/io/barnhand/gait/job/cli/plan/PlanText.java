package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.analysis.text.Paragraph;
import io.barnhand.gait.job.pipeline.archive.ArchiveProgress;
import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints what an archive holds, and how long processing it takes. */
public final class PlanText {

    private static final int MAX_LISTED = 20;
    private static final int MAX_COPIES = 5;
    private static final double HOUR_US = 3.6e9;
    private static final int NAME = 18;
    private static final String ROW = "%-" + NAME + "s %6s %9s %6s  %-17s  %s%n";
    private static final String INDENT = "  ";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final PrintWriter out;

    public PlanText(PrintWriter out) {
        this.out = out;
    }

    /** What the archive holds. */
    public void print(ArchivePlan plan) {
        ArchiveInventory inventory = plan.inventory();
        cameras(inventory);
        list("Gaps and overlaps", inventory.joints(), PlanText::joint);
        list("Copies, processed once", List.copyOf(plan.copies().entrySet()), PlanText::copy);
        list("The same bytes elsewhere", plan.sameBytes(), PlanText::same);
        List<String> notes = notes(inventory);
        if (!notes.isEmpty()) {
            list("Notes on files", notes, note -> note);
        }
        list("Not readable", problems(inventory), problem -> problem);
        list("Left out", plan.leftOut(), DeadLetter::message);
        out.flush();
    }

    /** What there is to process. */
    public void total(WorkAhead total) {
        say(
                "To process: %s, %.3f h%s.",
                Counted.of(total.recordings(), "recording"),
                total.hours(),
                total.cut() == 0
                        ? "; none is so long that it is cut"
                        : String.format(
                                Locale.ROOT,
                                "; %d of them cut into %d spans",
                                total.cut(),
                                total.spans()));
        out.flush();
    }

    /** What a run that has begun has left of it. */
    public void left(WorkAhead left, WorkAhead total, Ledger begun) {
        say(
                "Run %s has begun: --resume has %d of %d recordings left, %.3f h%s.",
                begun.run(),
                left.recordings(),
                total.recordings(),
                left.hours(),
                left.spans() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %d of their spans", left.spans()));
        out.flush();
    }

    /** How long that takes. */
    public void time(WorkAhead ahead, ExpectedSpeed speed) {
        if (speed.multiple().isEmpty()) {
            say("Estimated time: not known, %s", speed.basis());
        } else {
            double multiple = speed.multiple().get();
            say(
                    "Estimated time: about %s for the keypoints, at %.2f times real time, %s.",
                    ArchiveProgress.spoken(ahead.hours() / multiple), multiple, speed.basis());
        }
        out.flush();
    }

    private void cameras(ArchiveInventory inventory) {
        out.printf(Locale.ROOT, ROW, "camera", "files", "hours", "recs", "from", "to (last start)");
        for (Map.Entry<String, List<PlannedFile>> camera : inventory.cameras().entrySet()) {
            row(camera.getKey(), camera.getValue());
        }
        row("all", inventory.files());
        long silent =
                inventory.files().stream()
                        .filter(file -> file.header() != null && file.durationUs() == null)
                        .count();
        if (silent > 0) {
            say("Files that do not say how long they are, and are not in the hours: %d.", silent);
        }
    }

    private void row(String name, List<PlannedFile> files) {
        long recordings = files.stream().map(f -> f.segment().unit()).distinct().count();
        List<Long> starts =
                files.stream()
                        .filter(file -> file.segment().clock().isDated())
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

    private static String minute(long us) {
        return MINUTE.format(Instant.EPOCH.plus(us, ChronoUnit.MICROS));
    }

    /** What the configuration names and the footage does not show. */
    public void warnings(List<String> warnings) {
        warnings.forEach(warning -> say("%s", warning));
    }

    private static String time(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void say(String format, Object... values) {
        Paragraph.print("", 0, Printable.text(String.format(Locale.ROOT, format, values)), out);
    }

    private <T> void list(String title, List<T> items, Function<T, String> text) {
        out.printf(Locale.ROOT, "%s: %d%n", title, items.size());
        items.stream()
                .limit(MAX_LISTED)
                .forEach(
                        item ->
                                Paragraph.print(
                                        INDENT,
                                        INDENT.length(),
                                        Printable.text(text.apply(item)),
                                        out));
        if (items.size() > MAX_LISTED) {
            out.printf(Locale.ROOT, "  ... and %d more%n", items.size() - MAX_LISTED);
        }
    }

    private static String joint(ArchiveInventory.Discontinuity joint) {
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
        return String.format(
                Locale.ROOT, "%s is a copy of %s", copy.getKey().label(), copy.getValue().label());
    }

    private static String same(List<VideoSegment> files) {
        String named =
                files.stream()
                        .map(file -> Path.of(URI.create(file.uri())).toString())
                        .sorted()
                        .limit(MAX_COPIES)
                        .collect(Collectors.joining(" = "));
        int more = files.size() - MAX_COPIES;
        return more > 0 ? String.format(Locale.ROOT, "%s and %d more", named, more) : named;
    }

    private static List<String> notes(ArchiveInventory inventory) {
        return inventory.files().stream()
                .map(PlannedFile::header)
                .filter(Objects::nonNull)
                .flatMap(header -> header.notes().stream())
                .toList();
    }

    private static List<String> problems(ArchiveInventory inventory) {
        return inventory.files().stream()
                .map(PlannedFile::problem)
                .filter(Objects::nonNull)
                .toList();
    }
}
