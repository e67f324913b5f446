package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The poses of a file, one after the other. */
interface PoseFile extends Closeable {

    /** As Parquet where its first bytes say so, else as JSON lines. */
    static PoseFile open(Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        byte[] head;
        try (InputStream in = files.open(path)) {
            head = in.readNBytes(PoseFileReader.HEAD_BYTES);
        }
        return PoseFileReader.isParquet(head)
                ? new PoseRows(path)
                : new PoseLineFile(path.getPath(), files.open(path), encoding(head));
    }

    /** Shells of Windows redirect text as UTF-16, with a mark at its beginning. */
    private static Charset encoding(byte[] head) {
        int mark = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
        boolean marked = mark == 0xfeff || mark == 0xfffe;
        return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** The next pose or the reason why it is none, or null at the end. */
    ArchivedPose next() throws IOException;
}
