package io.barnhand.gait.job.cli.runs;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.job.pipeline.runs.CurrentRuns;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunFingerprint;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs on a terminal, in at most 100 columns where their names allow it. */
public final class RunsText {

    private static final int LONGEST_ID = 22;
    private static final String ROW = "%-22s %-9s %-7s %-17s %7s %10s %9s %9s%n";
    private static final String FACT = "  %-12s %s%n";

    private static final String WITHOUT_END =
            "no word of its end; it runs, was killed, or failed on a cluster (barnhand status)";

    private final RunHistory history;
    private final CurrentRuns current;
    private final PrintWriter out;

    public RunsText(RunHistory history, PrintWriter out) {
        this.history = history;
        this.out = out;
        current = history.current();
    }

    /** All runs, the newest first. */
    public void list() {
        if (history.newestFirst().isEmpty()) {
            out.println("No run is registered there.");
            out.flush();
            return;
        }
        out.printf(
                Locale.ROOT,
                ROW,
                "run",
                "state",
                "input",
                "begun (UTC)",
                "cameras",
                "recordings",
                "decoded",
                "current");
        history.newestFirst().forEach(this::row);
        if (history.newestFirst().stream().anyMatch(known -> isWithoutEnd(known.run()))) {
            out.println("started, bounded: " + WITHOUT_END);
        }
        out.flush();
    }

    private void row(KnownRun known) {
        String id = Printable.text(known.id());
        if (id.length() > LONGEST_ID) {
            out.println(id);
            id = "";
        }
        RegisteredRun run = known.run();
        List<HeldFootage> held = history.held(known.id());
        out.printf(
                Locale.ROOT,
                ROW,
                id,
                run.state().key(),
                input(run),
                begun(run),
                RunTimes.cameras(held),
                RunTimes.recordings(held),
                RunTimes.text(RunTimes.lengthUs(held)),
                RunTimes.text(RunTimes.lengthUs(current.of(known.id()))));
        List<String> made = new ArrayList<>();
        String program = described(run, "program");
        if (!program.isEmpty()) {
            made.add(program);
        }
        made.addAll(models(run));
        if (!made.isEmpty()) {
            out.println("  " + String.join(", ", made));
        }
    }

    /** One run: what it is, what supersedes it, where it is, how it differs from the run before. */
    public void show(String id) {
        KnownRun known = history.find(id);
        RegisteredRun run = known.run();
        List<HeldFootage> held = history.held(id);
        out.printf(Locale.ROOT, "Run %s%n", Printable.text(id));
        fact("state", run.state().key() + (known.isTheSameEverywhere() ? "" : ", see below"));
        if (isWithoutEnd(run)) {
            fact("", WITHOUT_END);
        }
        fact("input", input(run));
        fact("begun", begun(run));
        fact("program", described(run, "program"));
        fact("models", String.join(", ", models(run)));
        fact(
                "holds",
                String.format(
                        Locale.ROOT,
                        "%s of %s of %s",
                        RunTimes.text(RunTimes.lengthUs(held)),
                        Counted.of(RunTimes.recordings(held), "recording"),
                        Counted.of(RunTimes.cameras(held), "camera")));
        fact("current", RunTimes.text(RunTimes.lengthUs(current.of(id))));
        if (run.state() != RunState.WITHDRAWN) {
            RunTimes.current(held, history.newestFirst(), current)
                    .forEach(
                            (other, us) -> {
                                if (!other.equals(id) && !other.isEmpty()) {
                                    fact(
                                            "superseded",
                                            RunTimes.text(us) + " by " + Printable.text(other));
                                }
                            });
        }
        places(known);
        differences(known);
        out.flush();
    }

    /** A cluster reports that a job is complete, and not that it failed. */
    private static boolean isWithoutEnd(RegisteredRun run) {
        return run.state() == RunState.STARTED && !run.claim().live();
    }

    private void places(KnownRun known) {
        out.println("Places:");
        known.places()
                .forEach(
                        (register, run) ->
                                out.printf(
                                        Locale.ROOT,
                                        FACT,
                                        run.state().key(),
                                        Printable.text(register.place())));
    }

    private void differences(KnownRun known) {
        int at = history.newestFirst().indexOf(known);
        if (at + 1 == history.newestFirst().size()) {
            out.println("It is the first run here.");
            return;
        }
        KnownRun before = history.newestFirst().get(at + 1);
        String name = Printable.text(before.id());
        try {
            List<SettingDifference> differences =
                    RunFingerprint.between(
                            before.run().claim().description(),
                            known.run().claim().description(),
                            EnumSet.allOf(Effect.class));
            out.printf(
                    Locale.ROOT,
                    differences.isEmpty()
                            ? "Settings that affect results are those of run %s, which came before.%n"
                            : "Settings that differ from run %s, which came before:%n",
                    name);
            differences.forEach(
                    d ->
                            out.println(
                                    Printable.text(
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %s: was %s, is %s",
                                                    d.path(),
                                                    d.textA(),
                                                    d.textB()))));
        } catch (ConfigurationException e) {
            out.printf(
                    Locale.ROOT,
                    "Settings cannot be compared with those of run %s, which came before: %s%n",
                    name,
                    Printable.text(e.getMessage()));
        }
    }

    /** What counts once a run is withdrawn, and where it is. */
    public void beforeWithdrawal(KnownRun known) {
        List<HeldFootage> lost = current.of(known.id());
        out.printf(
                Locale.ROOT,
                "Run %s (%s) is current for %s of %s.%n",
                Printable.text(known.id()),
                known.run().state().key(),
                RunTimes.text(RunTimes.lengthUs(lost)),
                Counted.of(RunTimes.recordings(lost), "recording"));
        Map<String, Long> instead =
                RunTimes.current(lost, history.newestFirst(), history.currentWithout(known));
        instead.forEach(
                (run, us) ->
                        out.printf(
                                Locale.ROOT,
                                "%12s  %s%n",
                                RunTimes.text(us),
                                run.isEmpty()
                                        ? "nothing counts instead"
                                        : "run " + Printable.text(run) + " counts instead"));
        if (known.run().state() == RunState.STARTED) {
            out.println(
                    "It has not ended, as far as is known: a job that writes it keeps running.");
        }
        places(known);
        out.flush();
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            out.printf(Locale.ROOT, FACT, name, value);
        }
    }

    private static String input(RegisteredRun run) {
        return run.claim().live() ? "live" : "bounded";
    }

    private static String begun(RegisteredRun run) {
        String begun = described(run, "begun");
        return begun.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z")
                ? begun.substring(0, 10) + " " + begun.substring(11, 16)
                : begun;
    }

    private static String described(RegisteredRun run, String member) {
        return Printable.text(run.claim().description().path(member).asText(""));
    }

    private static List<String> models(RegisteredRun run) {
        List<String> models = new ArrayList<>();
        run.claim()
                .description()
                .path("models")
                .forEach(model -> models.add(Printable.text(model.asText())));
        return models;
    }
}
