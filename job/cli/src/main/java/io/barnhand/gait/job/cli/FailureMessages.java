package io.barnhand.gait.job.cli;

import io.barnhand.gait.job.analysis.text.Printable;
import io.barnhand.gait.job.cli.cluster.ClusterException;
import io.barnhand.gait.job.pipeline.archive.ArchiveException;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import java.io.PrintWriter;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells the failure of a command in its own words, without a stack trace: that of the first cause
 * made for users behind those that Flink wraps around it, else of the innermost one.
 */
final class FailureMessages implements IExecutionExceptionHandler, IExitCodeExceptionMapper {

    private static final Logger LOG = LoggerFactory.getLogger(FailureMessages.class);

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        PrintWriter err = command.getErr();
        message(telling(failure))
                .lines()
                .map(Printable::text)
                .forEach(line -> err.println(command.getColorScheme().errorText(line)));
        err.flush();
        return command.getExitCodeExceptionMapper().getExitCode(failure);
    }

    @Override
    public int getExitCode(Throwable failure) {
        return failure instanceof ParameterException
                        || telling(failure) instanceof ConfigurationException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private static Throwable telling(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, FailureMessages::isForUsers)
                .orElseGet(() -> innermost(failure));
    }

    private static Throwable innermost(Throwable failure) {
        return failure.getCause() == null ? failure : innermost(failure.getCause());
    }

    private static String message(Throwable cause) {
        return isForUsers(cause)
                ? cause.getMessage()
                : "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }

    private static boolean isForUsers(Throwable cause) {
        return cause instanceof ConfigurationException
                || cause instanceof ArchiveException
                || cause instanceof ModelException
                || cause instanceof ClusterException;
    }
}
