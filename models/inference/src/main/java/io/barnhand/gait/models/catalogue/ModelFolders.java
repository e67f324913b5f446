package io.barnhand.gait.models.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Folders that are searched for files of the catalogue.
 *
 * @param models folder of files fetched or copied by the user
 * @param installed folder of files that come with the installation; empty without an installation,
 *     as on a TaskManager
 */
public record ModelFolders(Path models, Optional<Path> installed) {

    /** The file of a model; empty if no folder holds it. */
    public Optional<Path> find(CatalogueEntry entry) {
        return searched(entry).stream()
                .map(folder -> folder.resolve(entry.file()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The folders that are searched for a model, for messages. */
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
