package io.barnhand.gait.job.pipeline.runs;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second process of this machine from the same run; the system lifts it however the process
 * ends. It lies in the folders of sinks on disks, so that processes which share one see it wherever
 * they are, or else in this machine's folder for temporary files.
 */
public final class RunLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    private final List<FileChannel> files = new ArrayList<>();

    private RunLock() {}

    /**
     * @param registers of all stores that the run writes into
     * @throws ConfigurationException if another process has it, or a folder cannot be written to
     */
    public static RunLock of(List<RunRegister> registers, String run) {
        List<Path> paths =
                registers.stream().flatMap(register -> register.lock(run).stream()).toList();
        RunLock lock = none();
        try {
            for (Path path : paths.isEmpty() ? List.of(temporary(registers, run)) : paths) {
                lock.add(path, run);
            }
            return lock;
        } catch (ConfigurationException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * @param run that has the lock
     * @param lock its file; other stores than disks have no locks
     * @throws ConfigurationException as the other
     */
    public static RunLock of(String run, org.apache.flink.core.fs.Path lock) throws IOException {
        RunLock held = none();
        if (!lock.getFileSystem().isDistributedFS()) {
            held.add(Path.of(lock.getPath()), run);
        }
        return held;
    }

    /** For a run that is locked elsewhere, or not at all. */
    public static RunLock none() {
        return new RunLock();
    }

    private static Path temporary(List<RunRegister> registers, String run) {
        String places =
                registers.stream().map(RunRegister::place).collect(Collectors.joining("\n"));
        String name =
                UUID.nameUUIDFromBytes((places + "\n\n" + run).getBytes(StandardCharsets.UTF_8))
                        + ".lock";
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "barnhand-runs-" + System.getProperty("user.name"),
                name);
    }

    private void add(Path path, String run) {
        FileChannel file;
        try {
            Files.createDirectories(path.getParent());
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s cannot be claimed: %s cannot be written (%s)",
                            run,
                            path,
                            e.getClass().getSimpleName()),
                    "check the path of the sink, its permissions and the disk");
        }
        files.add(file);
        if (!locked(file, path)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s is being processed by another process, which holds %s",
                            run,
                            path),
                    "wait until that process has ended, or " + RunStart.another(run));
        }
    }

    private static boolean locked(FileChannel file, Path path) {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("{} has no locks ({}): a second process would not be noticed", path, e);
            return true;
        }
    }

    @Override
    public void close() {
        for (FileChannel file : files) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("A lock of a run cannot be closed", e);
            }
        }
    }
}
