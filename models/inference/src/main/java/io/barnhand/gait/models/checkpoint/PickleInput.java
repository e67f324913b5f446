package io.barnhand.gait.models.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes of a pickle. A length is compared with the bytes left before memory is allocated. */
final class PickleInput {

    private static final int MAX_LINE = 256;

    private final InputStream in;
    private final long length;
    private long position;

    /**
     * @param in closed by the caller
     * @param length bytes that may be read
     */
    PickleInput(InputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    int readByte() throws IOException {
        int value = position < length ? in.read() : -1;
        if (value < 0) {
            throw new MalformedCheckpointException(
                    String.format(Locale.ROOT, "its pickle ends early, at byte %d", position),
                    MalformedCheckpointException.COPY_AGAIN);
        }
        position++;
        return value;
    }

    byte[] readBytes(long count) throws IOException {
        if (count < 0 || count > length - position) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "its pickle needs %d bytes at byte %d, %d are left",
                            count,
                            position,
                            length - position),
                    MalformedCheckpointException.COPY_AGAIN);
        }
        byte[] bytes = in.readNBytes((int) count);
        position += bytes.length;
        if (bytes.length < count) {
            readByte();
        }
        return bytes;
    }

    ByteBuffer littleEndian(int count) throws IOException {
        return ByteBuffer.wrap(readBytes(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    String text(long bytes) throws IOException {
        return new String(readBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Text up to a line feed. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = readByte(); c != '\n'; c = readByte()) {
            if (line.length() == MAX_LINE) {
                throw new MalformedCheckpointException(
                        String.format(
                                Locale.ROOT,
                                "it holds a name of more than %d characters at byte %d",
                                MAX_LINE,
                                position));
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
