package io.barnhand.gait.job.source;

import io.barnhand.gait.operators.video.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Files of any store that Flink knows. A store that it does not know fails the task, since every
 * segment would be lost.
 */
public final class FlinkFiles implements RemoteFiles {

    private static final long serialVersionUID = 1L;

    @Override
    public long size(URI file) throws IOException {
        FileStatus status = system(file).getFileStatus(new Path(file));
        if (status.isDir()) {
            throw new FileNotFoundException(file + " is a folder");
        }
        return status.getLen();
    }

    @Override
    public InputStream open(URI file) throws IOException {
        return system(file).open(new Path(file));
    }

    private static FileSystem system(URI file) throws IOException {
        try {
            return FileSystem.get(file);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new UncheckedIOException(
                    "Flink knows no files of the scheme %s: put its plugin, such as flink-s3-fs-presto, into a folder below plugins/ of every TaskManager"
                            .formatted(file.getScheme()),
                    e);
        }
    }
}
