package io.barnhand.gait.operators.stages.detection;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of this user alone below one that users share, such as that for temporary files: others
 * may have put a folder or a link of its name there before.
 */
final class UserFolder {

    private static final Set<PosixFilePermission> PRIVATE =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private UserFolder() {}

    /**
     * The folder {@code name-user}, made where it is missing.
     *
     * @throws IOException if it cannot be made, or what is there is not this user's alone
     */
    static Path of(Path shared, String name) throws IOException {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        Path folder = shared.resolve(name + "-" + user);
        if (!shared.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(folder);
        }
        FileAttribute<?> permissions = PosixFilePermissions.asFileAttribute(PRIVATE);
        try {
            return Files.createDirectory(folder, permissions);
        } catch (FileAlreadyExistsException e) {
            requireOwn(folder, permissions);
            return folder;
        }
    }

    private static void requireOwn(Path folder, FileAttribute<?> permissions) throws IOException {
        PosixFileAttributes there =
                Files.getFileAttributeView(
                                folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes();
        if (!there.isDirectory()
                || !PRIVATE.containsAll(there.permissions())
                || !there.owner().equals(self(folder, permissions))) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s is no folder of this user alone (owner %s, %s)",
                            folder,
                            there.owner().getName(),
                            there.isDirectory()
                                    ? PosixFilePermissions.toString(there.permissions())
                                    : "no folder"));
        }
    }

    /** Whom new files belong to; names of users are not known in every container. */
    private static UserPrincipal self(Path folder, FileAttribute<?> permissions)
            throws IOException {
        Path probe = Files.createTempDirectory(folder.getParent(), "barnhand", permissions);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
