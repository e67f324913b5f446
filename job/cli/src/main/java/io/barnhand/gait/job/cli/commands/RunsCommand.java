package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.options.RunPlacesOptions;
import io.barnhand.gait.job.cli.runs.RunHistory;
import io.barnhand.gait.job.cli.runs.RunsText;
import io.barnhand.gait.job.cli.runs.Withdrawal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barnhand runs}: the runs that stores know. */
@Command(
        name = "runs",
        description = "Lists, shows and withdraws runs of folders, databases and topics.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "(list | show ID | withdraw ID)")
public final class RunsCommand {

    @Spec private CommandSpec spec;

    @Command(
            name = "list",
            description =
                    "Lists the runs, the newest first, with the time that each is current for.",
            mixinStandardHelpOptions = true)
    int list(@Mixin RunPlacesOptions places) throws IOException {
        new RunsText(RunHistory.of(places.stores()), spec.commandLine().getOut()).list();
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description =
                    "Shows a run: its states, where it is, what supersedes it, and how its settings differ from those of the run before.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "run.id") String id,
            @Mixin RunPlacesOptions places)
            throws IOException {
        new RunsText(RunHistory.of(places.stores()), spec.commandLine().getOut()).show(id);
        return ExitCode.OK;
    }

    @Command(
            name = "withdraw",
            description = {
                "Says which runs count in place of a run, and with --yes withdraws it for good.",
                "Its records are kept; views, trends and reports leave it out or say that it is withdrawn."
            },
            mixinStandardHelpOptions = true)
    int withdraw(
            @Parameters(paramLabel = "ID", description = "run.id") String id,
            @Mixin RunPlacesOptions places,
            @Option(names = "--yes", description = "withdraw it; it cannot be brought back")
                    boolean yes)
            throws IOException {
        new Withdrawal(RunHistory.of(places.stores()), spec.commandLine().getOut()).of(id, yes);
        return ExitCode.OK;
    }
}
