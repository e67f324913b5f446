package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A channel that FFmpeg reads from. It holds {@value #BUFFER} bytes, and one callback for reading
 * and one for seeking, of which JavaCPP has ten each in a process. Must be closed after its reader;
 * closes the channel.
 */
final class ChannelInput implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;

    private final SeekableByteChannel channel;

    // Reachable as long as native code may call them.
    private final Reading reading = new Reading();
    private final Seeking seeking = new Seeking();
    private final AVIOContext io;
    private IOException failure;

    ChannelInput(SeekableByteChannel channel) {
        this.channel = channel;
        BytePointer buffer = new BytePointer(av_malloc(BUFFER)).capacity(BUFFER);
        io = avio_alloc_context(buffer, BUFFER, 0, null, reading, null, seeking);
    }

    AVIOContext io() {
        return io;
    }

    /** The first failure of the channel, or null; to FFmpeg it looks like a broken file. */
    IOException failure() {
        return failure;
    }

    private int failed(Throwable e) {
        if (failure == null) {
            failure = e instanceof IOException io ? io : new IOException(e);
        }
        return avutil.AVERROR_EIO();
    }

    @Override
    public void close() {
        // FFmpeg may have put a larger buffer in place of the one that it was given.
        av_free(io.buffer());
        avio_context_free(io);
        reading.close();
        seeking.close();
        try {
            channel.close();
        } catch (IOException e) {
            // Everything needed was read.
        }
    }

    private final class Reading extends Read_packet_Pointer_BytePointer_int {

        @Override
        public int call(Pointer opaque, BytePointer buffer, int length) {
            // An exception must not pass through native code.
            try {
                int read = channel.read(buffer.capacity(length).asByteBuffer());
                return read < 0 ? AVERROR_EOF : read;
            } catch (IOException | RuntimeException | Error e) {
                return failed(e);
            }
        }
    }

    private final class Seeking extends Seek_Pointer_long_int {

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            try {
                long position =
                        switch (whence & ~AVSEEK_FORCE) {
                            case AVSEEK_SIZE -> -1;
                            case FROM_START -> offset;
                            case FROM_HERE -> channel.position() + offset;
                            case FROM_END -> channel.size() + offset;
                            default -> throw new IOException("no such way to seek: " + whence);
                        };
                if (position < 0) {
                    return channel.size();
                }
                channel.position(position);
                return position;
            } catch (IOException | RuntimeException | Error e) {
                return failed(e);
            }
        }
    }
}
