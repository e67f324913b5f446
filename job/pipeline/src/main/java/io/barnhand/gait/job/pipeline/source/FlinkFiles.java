package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Files of any store for which Flink has a plugin. Any other store fails the task, since every
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

    @Override
    public SeekableByteChannel openSeekable(URI file) throws IOException {
        return new StreamChannel(system(file).open(new Path(file)), size(file));
    }

    @Override
    public List<RemoteEntry> list(URI folder) throws IOException {
        FileStatus[] found = system(folder).listStatus(new Path(folder));
        if (found == null) {
            throw new FileNotFoundException("There is no folder " + folder);
        }
        return Arrays.stream(found)
                .map(one -> new RemoteEntry(one.getPath().toUri(), one.isDir(), one.getLen()))
                .toList();
    }

    /**
     * The file system of an address.
     *
     * @throws UncheckedIOException if Flink has no plugin for it, with a problem and its action
     */
    public static FileSystem system(URI file) throws IOException {
        try {
            return FileSystem.get(file);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "Flink has no plugin for files of the scheme %s; put one, such as flink-s3-fs-hadoop, into a folder below plugins/ of every machine of a cluster, or below ~/.barnhand/flink/plugins/ for an embedded Flink",
                            file.getScheme()),
                    e);
        }
    }
}
