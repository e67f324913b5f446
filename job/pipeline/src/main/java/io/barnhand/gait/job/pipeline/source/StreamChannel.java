package io.barnhand.gait.job.pipeline.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file that Flink has opened, as a channel to read from; not thread-safe. */
final class StreamChannel implements SeekableByteChannel {

    private static final int CHUNK = 1 << 16;

    private final FSDataInputStream in;
    private final long size;
    private final byte[] chunk = new byte[CHUNK];
    private long position;
    private boolean open = true;

    /**
     * @param in closed with the channel
     * @param size bytes
     */
    StreamChannel(FSDataInputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (in.getPos() != position) {
            in.seek(position);
        }
        int read = in.read(chunk, 0, Math.min(to.remaining(), CHUNK));
        if (read > 0) {
            to.put(chunk, 0, read);
            position += read;
        }
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
