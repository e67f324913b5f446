package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import io.barnhand.gait.job.pipeline.source.StoreFailure;
import io.barnhand.gait.job.pipeline.source.StoreFinding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.util.IOUtils;

/**
 * Tries what a job does in the folder of a sink: a small hidden file is written, renamed and
 * removed, for a limited time. A folder that is not there yet is not made; the nearest one above it
 * is tried in its place.
 */
final class WriteTrial {

    /** More than a file system keeps without a block of its own. */
    private static final int BYTES = 1 << 16;

    private WriteTrial() {}

    /** A step of a trial. */
    private interface Step {
        void run() throws IOException;
    }

    static Finding of(String path) {
        if (StoreFinding.isAddress(path)) {
            return StoreFinding.of(path, "can be written to", WriteTrial::inStore);
        }
        try {
            ReachableStore.probe(path, (files, folder) -> onDisk(path));
            return Finding.ok(StoreFinding.SUBJECT, path + " can be written to");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.failed(
                    StoreFinding.SUBJECT,
                    String.format(Locale.ROOT, "%s cannot be written to: %s", path, reason(e)),
                    "check its permissions and the disk, or give the sink another path");
        }
    }

    private static void inStore(FileSystem files, Path folder) throws IOException {
        Path draft = new Path(folder, ".barnhand-" + UUID.randomUUID());
        Path named = new Path(folder, draft.getName() + "-named");
        step(
                "written",
                () -> {
                    try (FSDataOutputStream out =
                            files.create(draft, FileSystem.WriteMode.OVERWRITE)) {
                        out.write(1);
                    }
                });
        step(
                "renamed",
                () -> {
                    if (!files.rename(draft, named)) {
                        throw new IOException(draft + " is still there");
                    }
                });
        // As lines and columns are written.
        step("written in parts", () -> inParts(files, draft));
        step(
                "removed",
                () -> {
                    files.delete(named, false);
                    files.delete(draft, false);
                });
    }

    private static void inParts(FileSystem files, Path draft) throws IOException {
        RecoverableFsDataOutputStream out = files.createRecoverableWriter().open(draft);
        try {
            out.write(1);
            // That of S3 refuses to be closed once more.
            out.closeForCommit().commit();
        } catch (IOException e) {
            IOUtils.closeQuietly(out);
            throw e;
        }
    }

    private static void step(String what, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT, "a file cannot be %s (%s)", what, StoreFailure.reason(e)),
                    e);
        }
    }

    private static void onDisk(String path) throws IOException {
        java.nio.file.Path folder = java.nio.file.Path.of(new Path(path).toUri().getPath());
        java.nio.file.Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new IOException(there + " is no folder");
        }
        java.nio.file.Path draft = there.resolve(".barnhand-" + UUID.randomUUID());
        java.nio.file.Path named = there.resolve(draft.getFileName() + "-named");
        try {
            try (FileChannel out =
                    FileChannel.open(
                            draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.allocate(BYTES));
                // A full disk may say so only now.
                out.force(true);
            }
            Files.move(draft, named);
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(named);
        }
    }

    private static String reason(Exception failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("Read-only file system")) {
            return "its file system is read-only";
        }
        if (text.contains("No space left on device")) {
            return "no space is left";
        }
        if (text.contains("quota exceeded")) {
            return "this user's quota is used up";
        }
        if (failure instanceof AccessDeniedException || text.contains("Permission denied")) {
            return "this user lacks the permission"
                    + (failure instanceof FileSystemException named && named.getFile() != null
                            ? " in " + java.nio.file.Path.of(named.getFile()).getParent()
                            : "");
        }
        return text;
    }
}
