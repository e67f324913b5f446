package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Files that are not the model they were taken for, kept beside its place: {@code FILE.rejected},
 * {@code FILE.rejected.2} and {@code FILE.rejected.3}. None is ever removed or replaced, for it may
 * be the catalogue that is wrong; one that comes again is kept once.
 */
final class RejectedFiles {

    private final List<Path> places;

    /**
     * @param file the place of the model
     */
    RejectedFiles(Path file) {
        String first = file.getFileName() + ".rejected";
        places =
                List.of(
                        file.resolveSibling(first),
                        file.resolveSibling(first + ".2"),
                        file.resolveSibling(first + ".3"));
    }

    /**
     * Asks for a place that is free, before anything is fetched that may have to be kept.
     *
     * @throws ModelException if there is none
     */
    void requirePlace() {
        free();
    }

    /**
     * Moves a file to a place that is free; one that is kept already is removed instead.
     *
     * @return where it is kept
     * @throws ModelException if there is no place
     */
    Path keep(Path file) throws IOException {
        for (Path place : places) {
            if (Files.isRegularFile(place) && Files.mismatch(file, place) < 0) {
                Files.delete(file);
                return place;
            }
        }
        return Files.move(file, free());
    }

    private Path free() {
        return places.stream()
                .filter(place -> !Files.exists(place, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelException(
                                        String.format(
                                                Locale.ROOT,
                                                "%d rejected files are kept already: %s",
                                                places.size(),
                                                places.stream()
                                                        .map(Path::toString)
                                                        .collect(Collectors.joining(", "))),
                                        "check and remove them, then fetch again"));
    }
}
