package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.DeadLetterStage;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A message of the decoding process to its parent. */
sealed interface DecoderReply {

    /** The process runs and FFmpeg is loaded; once, before anything else. */
    record Ready() implements DecoderReply {}

    /** The file is open. */
    record Opened() implements DecoderReply {}

    /** A frame was decoded; one byte is awaited that says whether it is wanted (1) or not (0). */
    record Decoded(long timeUs) implements DecoderReply {}

    /** The frame just wanted. */
    record WantedFrame(VideoFrame frame) implements DecoderReply {}

    /** The file is at its end; the next file is awaited. */
    record EndOfFile() implements DecoderReply {}

    /** The rest of the file is lost; the next file is awaited. */
    record Fault(VideoException fault) implements DecoderReply {}

    int READY = 1;
    int OPENED = 2;
    int DECODED = 3;
    int FRAME = 4;
    int END = 5;
    int FAULT = 6;

    /** Capacity of a pipe: reading more at once would only take more memory. */
    int CHUNK = 1 << 16;

    default void write(DataOutputStream out) throws IOException {
        if (this instanceof Ready) {
            out.write(READY);
        } else if (this instanceof Opened) {
            out.write(OPENED);
        } else if (this instanceof Decoded decoded) {
            out.write(DECODED);
            out.writeLong(decoded.timeUs());
        } else if (this instanceof WantedFrame frame) {
            out.write(FRAME);
            writeFrame(frame.frame(), out);
        } else if (this instanceof EndOfFile) {
            out.write(END);
        } else if (this instanceof Fault fault) {
            out.write(FAULT);
            writeFault(fault.fault(), out);
        }
        out.flush();
    }

    /**
     * Reads the next reply. A hostile file may make the decoder write anything, so every value is
     * checked.
     *
     * @param maxPixels largest frame, px
     * @throws ProtocolException if it is no reply
     */
    static DecoderReply read(DataInputStream in, long maxPixels) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case READY -> new Ready();
            case OPENED -> new Opened();
            case DECODED -> new Decoded(in.readLong());
            case FRAME -> new WantedFrame(readFrame(in, maxPixels));
            case END -> new EndOfFile();
            case FAULT -> new Fault(readFault(in));
            default -> throw new ProtocolException("reply of the unknown kind " + kind);
        };
    }

    private static void writeFrame(VideoFrame frame, DataOutputStream out) throws IOException {
        out.writeLong(frame.timeUs());
        out.writeInt(frame.image().width());
        out.writeInt(frame.image().height());
        out.writeInt(bits(frame.conditions()));
        out.write(frame.image().pixels());
    }

    private static int bits(Set<FrameCondition> conditions) {
        return conditions.stream().mapToInt(condition -> 1 << condition.ordinal()).sum();
    }

    private static Set<FrameCondition> conditions(int bits) throws ProtocolException {
        Set<FrameCondition> conditions = EnumSet.allOf(FrameCondition.class);
        conditions.removeIf(condition -> (bits & 1 << condition.ordinal()) == 0);
        if (bits(conditions) != bits) {
            throw new ProtocolException(
                    String.format(Locale.ROOT, "frame of unknown conditions %#x", bits));
        }
        return conditions;
    }

    private static VideoFrame readFrame(DataInputStream in, long maxPixels) throws IOException {
        long timeUs = in.readLong();
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || (long) width * height > maxPixels) {
            throw new ProtocolException(
                    String.format(Locale.ROOT, "frame of %d x %d px", width, height));
        }
        Set<FrameCondition> conditions = conditions(in.readInt());
        byte[] pixels = new byte[3 * width * height];
        for (int at = 0; at < pixels.length; at += CHUNK) {
            in.readFully(pixels, at, Math.min(CHUNK, pixels.length - at));
        }
        return new VideoFrame(timeUs, new BgrImage(width, height, pixels), conditions);
    }

    private static void writeFault(VideoException fault, DataOutputStream out) throws IOException {
        out.writeUTF(fault.reason().key());
        out.writeBoolean(fault.timeUs() != null);
        out.writeLong(fault.timeUs() == null ? 0 : fault.timeUs());
        out.writeUTF(fault.problem());
        out.writeUTF(fault.action());
    }

    private static VideoException readFault(DataInputStream in) throws IOException {
        String key = in.readUTF();
        DeadLetterReason reason =
                DeadLetterReason.of(DeadLetterStage.DECODE, key)
                        .orElseThrow(
                                () -> new ProtocolException("fault of the unknown reason " + key));
        boolean timed = in.readBoolean();
        long timeUs = in.readLong();
        return new VideoException(reason, timed ? timeUs : null, in.readUTF(), in.readUTF());
    }
}
