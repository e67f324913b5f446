package io.barnhand.gait.job.configuration;

import io.barnhand.gait.job.configuration.SourceOptions.SourceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a key that is given has no effect on a job. */
interface Idle {

    /** It always has one. */
    Idle NEVER = configuration -> Optional.empty();

    /** Only video has pixels. */
    Idle WITHOUT_VIDEO = unlessSource(SourceKind.FILES, SourceKind.KAFKA);

    /** A message says whose its segment is, as an archive does of its keypoints. */
    Idle WITHOUT_PLANNING =
            configuration ->
                    configuration.source().kind() == SourceKind.KAFKA
                            ? Optional.of(
                                    "with source.kind kafka, where barnhand publish alone reads it")
                            : unlessSource(SourceKind.FILES).why(configuration);

    /** What follows "has no effect" for a reader; empty where it has one. */
    Optional<String> why(JobConfiguration configuration);

    static Idle unlessSource(SourceKind... kinds) {
        List<SourceKind> read = List.of(kinds);
        return configuration ->
                read.contains(configuration.source().kind())
                        ? Optional.empty()
                        : Optional.of(
                                String.format(
                                        Locale.ROOT,
                                        "with source.kind %s",
                                        Scalar.written(configuration.source().kind())));
    }
}
