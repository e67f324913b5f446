package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Claims in a store for which Flink has a plugin.
 *
 * @param folder address of the folder of a sink
 */
record StoredClaims(String folder) implements ClaimObjects {

    /** A claim with its description is far smaller. */
    private static final int MAX_BYTES = 16 << 20;

    private Path path(String name) {
        return new Path(new Path(folder, ClaimFile.FOLDER), name);
    }

    private FileSystem files() throws IOException {
        return FlinkFiles.system(new Path(folder).toUri());
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = files().create(path(name), FileSystem.WriteMode.OVERWRITE)) {
            out.write(content);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        files().delete(path(name), false);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try (InputStream in = files().open(path(name))) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException(path(name) + " is larger than any claim");
            }
            return Optional.of(content);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        FileStatus[] found;
        try {
            found = files().listStatus(new Path(folder, ClaimFile.FOLDER));
        } catch (FileNotFoundException e) {
            return names;
        }
        // Some stores return null for a missing folder.
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            names.add(status.getPath().getName());
        }
        return names;
    }
}
