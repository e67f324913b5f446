package io.barnhand.gait.job.pipeline.archive;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files that are there as a whole or not at all, whenever the process ends. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes or replaces a file. */
    public static void write(Path path, byte[] content) throws IOException {
        Path draft = new Path(path.getParent(), "." + path.getName());
        try (FSDataOutputStream out = open(draft)) {
            out.write(content);
            persist(draft, out);
        }
        name(draft, path);
    }

    /** Opens a draft, in place of what an earlier attempt left. */
    static FSDataOutputStream open(Path draft) throws IOException {
        return draft.getFileSystem().create(draft, FileSystem.WriteMode.OVERWRITE);
    }

    /** Makes sure that a disk has what was written before the draft gets its name. */
    static void persist(Path draft, FSDataOutputStream out) throws IOException {
        out.flush();
        if (!draft.getFileSystem().isDistributedFS()) {
            out.sync();
        }
    }

    /** Gives a draft that is closed its name, in place of what has it. */
    static void name(Path draft, Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        files.mkdirs(path.getParent());
        if (files.isDistributedFS()) {
            // Their rename refuses a name that is taken. A kill here leaves none, never a part.
            files.delete(path, false);
        }
        if (!files.rename(draft, path)) {
            throw new IOException(
                    "%s could not be given the name %s: check the disk".formatted(draft, path));
        }
    }
}
