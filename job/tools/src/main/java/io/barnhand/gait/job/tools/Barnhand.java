package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.CodeVersion;
import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.tools.terminal.Printable;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line {@code barnhand}. Exit codes: 0 done, 1 failed, 2 bad usage or configuration. A
 * failure is told in its own words, without a stack trace.
 */
@Command(
        name = "barnhand",
        description = "Measures the gait of horses on video. It measures; it does not diagnose.",
        mixinStandardHelpOptions = true,
        versionProvider = Barnhand.Version.class,
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
            PurgeCommand.class,
            PoseCommand.class,
            OverlayCommand.class,
            ModelsCommand.class
        })
public final class Barnhand {

    private static final Logger LOG = LoggerFactory.getLogger(Barnhand.class);

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {CodeVersion.built().toString()};
        }
    }

    public static void main(String[] args) {
        try {
            StorePlugins.load();
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.BAD_USAGE);
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Barnhand());
        commandLine.setExecutionExceptionHandler(Barnhand::explain);
        return commandLine;
    }

    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        PrintWriter err = command.getErr();
        Throwable cause = Failures.telling(failure);
        Failures.message(cause)
                .lines()
                .map(Printable::text)
                .forEach(line -> err.println(command.getColorScheme().errorText(line)));
        err.flush();
        return cause instanceof ConfigurationException ? ExitCode.BAD_USAGE : ExitCode.FAILED;
    }
}
