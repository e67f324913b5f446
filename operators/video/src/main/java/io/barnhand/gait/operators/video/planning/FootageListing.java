package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a path of a configuration means, wherever they lie.
 *
 * @param files in the order of their paths
 * @param unreadable what is meant too but cannot be read, with the reason
 * @param named whether one file was named, rather than a folder or a glob
 */
public record FootageListing(
        List<FootageFile> files, Map<String, String> unreadable, boolean named) {

    /**
     * @param path file, folder or glob, on a disk or in a store
     * @param store asked where the path is an address; null where it never is
     * @throws PlanException if there is nothing at the path, more than {@value
     *     SourceFiles#MOST_FILES} files, or a store cannot be listed
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
