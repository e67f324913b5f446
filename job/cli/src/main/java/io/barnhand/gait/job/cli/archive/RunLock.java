package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Keeps a second process from processing the same run of an archive; the system lifts it however
 * the process ends. Other stores than disks have no such locks.
 */
final class RunLock implements AutoCloseable {

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /**
     * @param ledger of a run that has begun
     * @throws ConfigurationException if another process has it
     */
    static RunLock of(Ledger ledger) throws IOException {
        if (ledger.files().isDistributedFS()) {
            return new RunLock(null);
        }
        Path path = Path.of(ledger.lock().getPath());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s is being processed by another process, which holds %s",
                            ledger.run(),
                            path),
                    "wait until that process has ended");
        }
        return new RunLock(file);
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
