package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files at a configured path, on a disk or in a store.
 *
 * @param files in the order of their paths
 * @param unreadable files and folders at the path that cannot be read, with the reason
 * @param named whether the path names one file, rather than a folder or a glob
 */
public record FootageListing(
        List<FootageFile> files, Map<String, String> unreadable, boolean named) {

    /**
     * @param path file, folder or glob, on a disk or in a store
     * @param store lists addresses; null if the path is never an address
     * @throws PlanException if there is nothing at the path, more than {@value
     *     SourceFiles#MAX_FILES} files, or a store cannot be listed
     */
    public static FootageListing find(String path, RemoteFiles store) {
        return store != null && StoreListing.isAddress(path)
                ? StoreListing.find(path, store)
                : onDisk(SourceFiles.find(path));
    }

    private static FootageListing onDisk(SourceFiles found) {
        Map<String, String> unreadable = new LinkedHashMap<>();
        found.unreadable().forEach((file, why) -> unreadable.put(file.toString(), why));
        return new FootageListing(
                found.files().stream()
                        .<FootageFile>map(file -> new DiskFile(file, found.base()))
                        .toList(),
                unreadable,
                found.files().contains(found.base()));
    }
}
