package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A request to the decoding process to open a file.
 *
 * @param file absolute path
 * @param startUs event time of its first frame, µs since the epoch
 * @param range part of it to decode
 * @param limits of the file
 */
record DecoderRequest(Path file, long startUs, TimeRange range, VideoLimits limits) {

    /** First byte of a request; answers begin with another one. */
    static final int KIND = 2;

    void write(DataOutputStream out) throws IOException {
        out.write(KIND);
        out.writeUTF(file.toString());
        out.writeLong(startUs);
        out.writeLong(range.fromUs());
        out.writeLong(range.toUs());
        out.writeLong(limits.pixels());
        out.writeLong(limits.duration().toNanos());
        out.writeLong(limits.bytes());
        out.writeInt(limits.codecs().size());
        for (String codec : limits.codecs()) {
            out.writeUTF(codec);
        }
        out.flush();
    }

    /** Reads what follows {@link #KIND}. */
    static DecoderRequest read(DataInputStream in) throws IOException {
        return new DecoderRequest(
                Path.of(in.readUTF()),
                in.readLong(),
                new TimeRange(in.readLong(), in.readLong()),
                new VideoLimits(
                        in.readLong(),
                        Duration.ofNanos(in.readLong()),
                        in.readLong(),
                        readCodecs(in)));
    }

    private static Set<String> readCodecs(DataInputStream in) throws IOException {
        Set<String> codecs = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            codecs.add(in.readUTF());
        }
        return codecs;
    }
}
