package io.barnhand.gait.job.pipeline.runs;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Keeps a second process of this machine from processing the same run; the system lifts it however
 * the process ends. Other stores than disks have no such locks.
 */
public final class RunLock implements AutoCloseable {

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /**
     * @param run that has the lock
     * @param lock file of the lock, in a folder that exists
     * @throws ConfigurationException if another process has it
     */
    public static RunLock of(String run, org.apache.flink.core.fs.Path lock) throws IOException {
        if (lock.getFileSystem().isDistributedFS()) {
            return none();
        }
        Path path = Path.of(lock.getPath());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s is being processed by another process, which holds %s",
                            run,
                            path),
                    "wait until that process has ended");
        }
        return new RunLock(file);
    }

    /** For a run that is locked elsewhere, or not at all. */
    public static RunLock none() {
        return new RunLock(null);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
