package io.barnhand.gait.job.cli.runs;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Withdraws a run in all places that know it. */
public final class Withdrawal {

    private final RunHistory history;
    private final PrintWriter out;

    public Withdrawal(RunHistory history, PrintWriter out) {
        this.history = history;
        this.out = out;
    }

    /**
     * @param sure whether it is done, not only said
     * @throws ConfigurationException if there is no such run, or a place cannot be written; what is
     *     missing is done by the same call again
     */
    public void of(String id, boolean sure) {
        KnownRun run = history.find(id);
        List<RunRegister> left =
                run.places().entrySet().stream()
                        .filter(place -> isCounted(place.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (left.isEmpty()) {
            out.printf(Locale.ROOT, "Run %s was withdrawn already.%n", id);
            out.flush();
            return;
        }
        new RunsText(history, out).beforeWithdrawal(run);
        if (!sure) {
            out.println("Nothing was withdrawn; give --yes to do it for good.");
            out.flush();
            return;
        }
        left.forEach(register -> withdraw(id, register));
        out.printf(
                Locale.ROOT,
                "Run %s is withdrawn. Its records are kept, and count no longer.%n",
                id);
        out.flush();
    }

    private static boolean isCounted(RegisteredRun run) {
        return run.state() != RunState.WITHDRAWN;
    }

    private static void withdraw(String id, RunRegister register) {
        try {
            register.record(id, RunState.WITHDRAWN);
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s cannot be withdrawn in %s (%s)",
                            id,
                            register.place(),
                            e.getMessage() == null ? e : e.getMessage()),
                    "check that this machine may write there, then give the same command again");
        }
    }
}
