package io.barnhand.gait.job.cli;

import io.barnhand.gait.models.NearestName;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports bad usage with a guess at what was meant, else with the usage. A mistyped option is named
 * also where picocli sees first that it is missing.
 */
final class UsageMessages implements IParameterExceptionHandler {

    private static final String DASHES = "--";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(Printable.text(failure.getMessage())));
        Optional<String> guess = guess(failure, command, arguments);
        if (guess.isPresent()) {
            String name = command.getCommandSpec().qualifiedName();
            int end = name.indexOf(' ');
            err.printf(
                    Locale.ROOT,
                    "Did you mean %s? Usage: %s help%s%n",
                    guess.get(),
                    end < 0 ? name : name.substring(0, end),
                    end < 0 ? "" : name.substring(end));
        } else {
            command.usage(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static Optional<String> guess(
            ParameterException failure, CommandLine command, String[] arguments) {
        Collection<String> options =
                command.getCommandSpec().optionsMap().keySet().stream()
                        .filter(name -> name.startsWith(DASHES))
                        .map(name -> name.substring(DASHES.length()))
                        .collect(Collectors.toSet());
        Optional<String> mistyped =
                Arrays.stream(arguments)
                        .filter(word -> word.startsWith(DASHES) && word.length() > DASHES.length())
                        .map(word -> word.substring(DASHES.length()).split("=", 2)[0])
                        .filter(name -> !options.contains(name))
                        .flatMap(name -> NearestName.of(name, options).stream())
                        .findFirst();
        if (mistyped.isPresent()) {
            return mistyped.map(DASHES::concat);
        }
        return failure instanceof UnmatchedArgumentException unmatched
                ? NearestName.of(unmatched.getUnmatched().get(0), command.getSubcommands().keySet())
                        .map(name -> command.getCommandSpec().qualifiedName() + " " + name)
                : Optional.empty();
    }
}
