package io.barnhand.gait.models.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the files of the catalogue are looked for.
 *
 * @param models folder of the files that were fetched or put there
 * @param installed folder of the files that come with the installation; empty where there is no
 *     installation, as on a TaskManager
 */
public record ModelFolders(Path models, Optional<Path> installed) {

    /** The file of a model; empty where it is in none of the folders. */
    public Optional<Path> find(CatalogueEntry entry) {
        return searched(entry).stream()
                .map(folder -> folder.resolve(entry.file()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The folders that a model is looked for in, for messages. */
    String describe(CatalogueEntry entry) {
        return searched(entry).stream()
                .map(folder -> folder.toAbsolutePath().toString())
                .collect(Collectors.joining(" and in "));
    }

    private List<Path> searched(CatalogueEntry entry) {
        List<Path> folders = new ArrayList<>(List.of(models));
        if (entry.embedded()) {
            installed.ifPresent(folders::add);
        }
        return folders;
    }
}
