package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.lang.reflect.Field;
import java.nio.file.Path;
import sun.misc.Unsafe;

/**
 * FFmpeg with a bug: decoding the twenty-first frame of a file with {@code crash} in its name reads
 * where no memory is, that of one with {@code hang} never ends. It is the process that it happens
 * in that dies of it, as it would of FFmpeg's own.
 */
public final class HostileFiles {

    /** Frames that can be decoded. */
    public static final int FRAMES_BEFORE = 20;

    private HostileFiles() {}

    /** Decodes in this process. */
    public static VideoDecoder inProcess() {
        return (file, segment, limits, wanted) ->
                hostile(
                        file,
                        VideoReader.open(
                                file, segment.startUs(), segment.decoded(), limits, wanted));
    }

    /** Decodes in a process beside this one. */
    public static VideoDecoder isolated(DecoderLimits bounds) {
        return new ProcessDecoder(bounds, limits -> DecoderCommand.of(HostileFiles.class, limits));
    }

    /** The decoding process. */
    public static void main(String[] arguments) {
        DecoderMain.run(
                (request, wanted) ->
                        hostile(
                                request.file(),
                                VideoReader.open(
                                        request.file(),
                                        request.startUs(),
                                        request.range(),
                                        request.limits(),
                                        wanted)));
    }

    private static FrameSource hostile(Path file, FrameSource frames) {
        String name = file.getFileName().toString();
        return new FrameSource() {
            private int left = FRAMES_BEFORE;

            @Override
            public VideoFrame next() {
                if (left-- == 0) {
                    if (name.contains("crash")) {
                        crash();
                    }
                    while (name.contains("hang")) {
                        Thread.onSpinWait();
                    }
                }
                return frames.next();
            }

            @Override
            public void close() {
                frames.close();
            }
        };
    }

    private static void crash() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            ((Unsafe) field.get(null)).getAddress(0);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
