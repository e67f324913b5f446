package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.pipeline.config.UnexpandedPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Paths of the command line; one that a shell did not expand is refused. */
public final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
        Optional<String> advice = UnexpandedPath.advice(value);
        if (advice.isPresent()) {
            throw new TypeConversionException(
                    String.format(Locale.ROOT, "it is %s; %s", value, advice.get()));
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    String.format(Locale.ROOT, "it is %s, which is no path", value));
        }
    }
}
