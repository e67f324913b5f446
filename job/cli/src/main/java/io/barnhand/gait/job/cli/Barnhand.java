package io.barnhand.gait.job.cli;

import io.barnhand.gait.job.cli.commands.ArchiveCommand;
import io.barnhand.gait.job.cli.commands.CheckCameraCommand;
import io.barnhand.gait.job.cli.commands.CompareCommand;
import io.barnhand.gait.job.cli.commands.DemoCommand;
import io.barnhand.gait.job.cli.commands.DoctorCommand;
import io.barnhand.gait.job.cli.commands.FootageCommand;
import io.barnhand.gait.job.cli.commands.ModelsCommand;
import io.barnhand.gait.job.cli.commands.OverlayCommand;
import io.barnhand.gait.job.cli.commands.PlanCommand;
import io.barnhand.gait.job.cli.commands.PoseCommand;
import io.barnhand.gait.job.cli.commands.PublishCommand;
import io.barnhand.gait.job.cli.commands.PurgeCommand;
import io.barnhand.gait.job.cli.commands.ReportCommand;
import io.barnhand.gait.job.cli.commands.RunCommand;
import io.barnhand.gait.job.cli.commands.RunsCommand;
import io.barnhand.gait.job.cli.commands.SavepointCommand;
import io.barnhand.gait.job.cli.commands.StatusCommand;
import io.barnhand.gait.job.cli.commands.StopCommand;
import io.barnhand.gait.job.cli.commands.SubmitCommand;
import io.barnhand.gait.job.cli.commands.TrainingSetCommand;
import io.barnhand.gait.job.cli.commands.ValidateCommand;
import io.barnhand.gait.job.cli.commands.ValidateGaitCommand;
import io.barnhand.gait.job.cli.ending.EndSignals;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.CodeVersion;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.RunLast;

/**
 * The command line {@code barnhand}. A failure is one message, without a stack trace; its exit code
 * is one of those listed here.
 */
@Command(
        name = "barnhand",
        description = "Measures the gait of horses on video. It measures; it does not diagnose.",
        mixinStandardHelpOptions = true,
        versionProvider = Barnhand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or the answer is no: a check failed, a bound is missed",
            "2:bad usage or configuration",
            "129, 130, 143:ended by SIGHUP, SIGINT (Ctrl-C), SIGTERM"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            SavepointCommand.class,
            StopCommand.class,
            ArchiveCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            DoctorCommand.class,
            CheckCameraCommand.class,
            PublishCommand.class,
            ValidateGaitCommand.class,
            FootageCommand.class,
            TrainingSetCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            RunsCommand.class,
            PurgeCommand.class,
            PoseCommand.class,
            OverlayCommand.class,
            ModelsCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
public final class Barnhand {

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {CodeVersion.built().toString()};
        }
    }

    public static void main(String[] args) {
        // Flink writes durations with String.format, and cannot read another language's digits.
        Locale.setDefault(Locale.ROOT);
        try {
            StorePlugins.load();
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.USAGE);
        }
        EndSignals signals = EndSignals.watch(List.of(args), System.err);
        signals.exit(commandLine(signals::received).execute(args));
    }

    /** The program with all its commands, for a caller that sets where it writes. */
    public static CommandLine commandLine() {
        return commandLine(() -> false);
    }

    private static CommandLine commandLine(BooleanSupplier interrupted) {
        CommandLine commandLine = new CommandLine(new Barnhand());
        FailureMessages failures = new FailureMessages(interrupted);
        commandLine.setParameterExceptionHandler(new UsageMessages());
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setExecutionStrategy(
                parsed -> {
                    commandLine.setOut(new PrintableWriter(commandLine.getOut()));
                    commandLine.setErr(new PrintableWriter(commandLine.getErr()));
                    return new RunLast().execute(parsed);
                });
        commandLine.setExitCodeExceptionMapper(failures);
        return commandLine;
    }
}
