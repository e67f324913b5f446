package io.barnhand.gait.job.cli;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
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
 * Reports the failure of a command without a stack trace: the first {@link BarnhandException}
 * behind those that Flink wraps around it, else the innermost cause with its name.
 */
final class FailureMessages implements IExecutionExceptionHandler, IExitCodeExceptionMapper {

    private static final Logger LOG = LoggerFactory.getLogger(FailureMessages.class);

    private final BooleanSupplier interrupted;

    /**
     * @param interrupted whether the command was interrupted, whose failures are none then
     */
    FailureMessages(BooleanSupplier interrupted) {
        this.interrupted = interrupted;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        if (interrupted.getAsBoolean()) {
            return ExitCode.SOFTWARE;
        }
        PrintWriter err = command.getErr();
        message(reported(failure))
                .lines()
                .forEach(line -> err.println(command.getColorScheme().errorText(line)));
        err.flush();
        return command.getExitCodeExceptionMapper().getExitCode(failure);
    }

    @Override
    public int getExitCode(Throwable failure) {
        return failure instanceof ParameterException
                        || reported(failure) instanceof ConfigurationException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private static Throwable reported(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, BarnhandException.class)
                .map(Throwable.class::cast)
                .orElseGet(() -> innermost(failure));
    }

    private static Throwable innermost(Throwable failure) {
        return failure.getCause() == null ? failure : innermost(failure.getCause());
    }

    private static String message(Throwable cause) {
        return cause instanceof BarnhandException
                ? cause.getMessage()
                : Printable.line(
                        StorageFailure.message(cause)
                                .orElseGet(
                                        () ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s: %s",
                                                        cause.getClass().getSimpleName(),
                                                        cause.getMessage())));
    }
}
