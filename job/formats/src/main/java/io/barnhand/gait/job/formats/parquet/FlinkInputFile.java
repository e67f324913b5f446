package io.barnhand.gait.job.formats.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of any store for which Flink has a plugin, for Parquet to read. */
final class FlinkInputFile implements InputFile {

    private final Path path;

    FlinkInputFile(Path path) {
        this.path = path;
    }

    @Override
    public long getLength() throws IOException {
        return path.getFileSystem().getFileStatus(path).getLen();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Seekable(path.getFileSystem().open(path));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static final class Seekable extends DelegatingSeekableInputStream {

        private final FSDataInputStream in;

        Seekable(FSDataInputStream in) {
            super(in);
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }
    }
}
