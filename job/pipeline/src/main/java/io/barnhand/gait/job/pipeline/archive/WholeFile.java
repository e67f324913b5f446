package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files that are complete or absent, whenever the process ends. */
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

    /** Opens a draft, replacing that of an earlier attempt. */
    static FSDataOutputStream open(Path draft) throws IOException {
        OwnFiles.removeLink(draft);
        return draft.getFileSystem().create(draft, FileSystem.WriteMode.OVERWRITE);
    }

    /** Forces the written bytes to disk before the draft gets its name. */
    static void persist(Path draft, FSDataOutputStream out) throws IOException {
        out.flush();
        if (!draft.getFileSystem().isDistributedFS()) {
            out.sync();
        }
    }

    /** Renames a closed draft to its name, replacing the file that has it. */
    static void name(Path draft, Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        files.mkdirs(path.getParent());
        if (files.isDistributedFS()) {
            // Their rename refuses an existing name. A kill here leaves no file, never a part.
            files.delete(path, false);
        }
        if (!files.rename(draft, path)) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s could not be renamed to %s; check the disk",
                            draft,
                            path));
        }
    }
}
