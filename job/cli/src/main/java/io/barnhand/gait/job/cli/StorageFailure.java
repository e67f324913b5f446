package io.barnhand.gait.job.cli;

import io.barnhand.gait.models.BarnhandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the system refuses to a file, in words: the system's own say neither which file system is
 * full nor what to do.
 */
final class StorageFailure {

    /** As Flink says it, which does not say why. */
    private static final Pattern NO_FOLDER =
            Pattern.compile(
                    "(?:Failed to create the parent directory:|Mkdirs failed to create) (.+)");

    /** Of images, which are always full. */
    private static final Set<String> READ_ONLY = Set.of("squashfs", "iso9660", "erofs", "cramfs");

    private static final long FULL = 1 << 20;
    private static final int MAX_STORES = 5;

    private StorageFailure() {}

    /**
     * The message of a failure.
     *
     * @return empty if it is of another kind
     */
    static Optional<String> message(Throwable failure) {
        if (!(failure instanceof IOException)) {
            return Optional.empty();
        }
        String reason = String.valueOf(failure.getMessage());
        Matcher folder = NO_FOLDER.matcher(reason);
        if (folder.find()) {
            return Optional.of(noFolder(Path.of(folder.group(1))));
        }
        String file =
                failure instanceof FileSystemException named && named.getFile() != null
                        ? named.getFile()
                        : null;
        String subject = file == null ? "A file" : file;
        if (reason.contains("No space left on device")) {
            return Optional.of(
                    BarnhandException.message(
                            subject + " cannot be written: no space is left" + where(file),
                            "make room there, or give another folder"));
        }
        if (reason.contains("quota exceeded")) {
            return Optional.of(
                    BarnhandException.message(
                            subject + " cannot be written: this user's quota is used up",
                            "remove files, have the quota raised, or give another folder"));
        }
        if (reason.contains("Too many open files")) {
            return Optional.of(
                    BarnhandException.message(
                            subject
                                    + " cannot be opened: this process has as many files open as it may",
                            "raise the limit, for example with: ulimit -n 4096"));
        }
        if (failure instanceof AccessDeniedException
                || reason.contains("Permission denied")
                || reason.contains("Read-only file system")) {
            String why =
                    reason.contains("Read-only file system")
                            ? "its file system is read-only"
                            : "this user lacks the permission";
            return Optional.of(
                    BarnhandException.message(
                            subject + " cannot be opened or written: " + why,
                            "check its permissions, or give another folder"));
        }
        return Optional.empty();
    }

    /** Why a folder could not be made, as it is now. */
    private static String noFolder(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        String why;
        if (!Files.isDirectory(there)) {
            why = there + " is no folder";
        } else if (Files.isWritable(there)) {
            why = "see the free space" + where(there.toString());
        } else {
            why = there + " cannot be written to";
        }
        return BarnhandException.message(
                String.format(Locale.ROOT, "The folder %s cannot be made: %s", folder, why),
                "check its permissions, or give another folder");
    }

    /** The file systems that are full, else the one of a file. */
    private static String where(String file) {
        List<String> stores = new ArrayList<>();
        for (FileStore store : FileSystems.getDefault().getFileStores()) {
            if (stores.size() < MAX_STORES && isFull(store)) {
                free(store).ifPresent(stores::add);
            }
        }
        if (stores.isEmpty() && file != null) {
            try {
                Path folder = Path.of(file).toAbsolutePath().getParent();
                free(Files.getFileStore(folder)).ifPresent(stores::add);
            } catch (IOException | RuntimeException e) {
                // Its name alone has to do.
            }
        }
        return stores.isEmpty() ? "" : " (" + String.join(", ", stores) + ")";
    }

    private static boolean isFull(FileStore store) {
        try {
            return !store.isReadOnly()
                    && !READ_ONLY.contains(store.type())
                    && store.getTotalSpace() > 0
                    && store.getUsableSpace() < FULL;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> free(FileStore store) {
        try {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "%s: %d kB free of %d kB",
                            store,
                            store.getUsableSpace() >> 10,
                            store.getTotalSpace() >> 10));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
