package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * The decoding process: {@link DecoderRequest}s and the answers to {@link DecoderReply.Decoded}
 * come on standard input, {@link DecoderReply replies} go to standard output.
 *
 * <p>It ends when its input does, whatever it is doing: that is the sign that its parent process
 * has ended. It ends for no other reason; a terminal's Ctrl-C is left to the parent.
 */
public final class DecoderMain {

    /** Exit code where the heap was too small; that of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    /** Answers to {@link DecoderReply.Decoded}. */
    static final int UNWANTED = 0;

    static final int WANTED = 1;

    private static final int FAILED = 1;

    /** Opens a requested file. */
    @FunctionalInterface
    interface FileOpener {
        FrameSource open(DecoderRequest request, LongPredicate wanted);
    }

    private final FileOpener files;
    private final DataOutputStream out;
    private final BlockingQueue<DecoderRequest> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

    private DecoderMain(FileOpener files, DataOutputStream out) {
        this.files = files;
        this.out = out;
    }

    public static void main(String[] arguments) {
        run(
                (request, wanted) ->
                        VideoReader.open(
                                request.file(),
                                request.startUs(),
                                request.range(),
                                request.limits(),
                                wanted));
    }

    /** Decodes until the process is ended. */
    static void run(FileOpener files) {
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16));
        System.setOut(System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(DecoderMain::waitForHalt));
        DecoderMain decoder = new DecoderMain(files, out);
        try {
            loadFfmpeg();
            Thread input = new Thread(decoder::listen, "input");
            input.setDaemon(true);
            input.start();
            new DecoderReply.Ready().write(out);
            while (true) {
                decoder.decode(decoder.requests.take());
            }
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void loadFfmpeg() {
        avformat.avformat_version();
        avcodec.avcodec_version();
        swscale.swscale_version();
    }

    private void decode(DecoderRequest request) throws IOException {
        try (FrameSource frames = files.open(request, this::isWanted)) {
            new DecoderReply.Opened().write(out);
            for (VideoFrame frame; (frame = frames.next()) != null; ) {
                new DecoderReply.WantedFrame(frame).write(out);
            }
            new DecoderReply.EndOfFile().write(out);
        } catch (VideoException e) {
            new DecoderReply.Fault(e).write(out);
        }
    }

    /** Asked by the reader for every frame it has decoded, in order. */
    private boolean isWanted(long timeUs) {
        try {
            new DecoderReply.Decoded(timeUs).write(out);
            return answers.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the input to its end, and ends the process then, also where FFmpeg hangs. */
    private void listen() {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            for (int kind; (kind = in.read()) >= 0; ) {
                if (kind == DecoderRequest.KIND) {
                    requests.add(DecoderRequest.read(in));
                } else {
                    answers.add(kind == WANTED);
                }
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void waitForHalt() {
        while (true) {
            LockSupport.park();
        }
    }
}
