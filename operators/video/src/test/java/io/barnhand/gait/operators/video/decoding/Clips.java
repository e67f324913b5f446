package io.barnhand.gait.operators.video.decoding;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** Video files that tests write for themselves. */
public final class Clips {

    private Clips() {}

    /** Lossless AVI at 30 frames per second: what is read is to the bit what was written. */
    public static Path lossless(
            Path file, int width, int height, int frames, LongFunction<byte[]> bgr) {
        long[] times = LongStream.range(0, frames).map(i -> i * 1_000_000 / 30).toArray();
        return write(file, "avi", avcodec.AV_CODEC_ID_FFV1, width, height, 30, 0, 1, times, bgr);
    }

    /**
     * Lossless QuickTime at 30 frames per second.
     *
     * @param aspect width of a pixel over its height
     */
    public static Path lossless(
            Path file, int width, int height, int frames, double aspect, byte[] bgr) {
        return write(
                file,
                "mov",
                avcodec.AV_CODEC_ID_FFV1,
                width,
                height,
                30,
                0,
                aspect,
                steady(frames, 30),
                i -> bgr);
    }

    /** A bare H.264 stream at 30 frames per second with a key frame in every ten. */
    public static Path h264(
            Path file, int width, int height, int frames, double aspect, byte[] bgr) {
        return write(
                file,
                "h264",
                avcodec.AV_CODEC_ID_H264,
                width,
                height,
                30,
                0,
                aspect,
                steady(frames, 30),
                i -> bgr);
    }

    /** MPEG-4 at the given times (µs, multiples of 1/rate). */
    public static Path mpeg4(
            Path file,
            String format,
            int width,
            int height,
            double rate,
            long[] timesUs,
            LongFunction<byte[]> bgr) {
        return write(
                file, format, avcodec.AV_CODEC_ID_MPEG4, width, height, rate, 0, 1, timesUs, bgr);
    }

    /** Times of a constant rate, µs. */
    public static long[] steady(int frames, double rate) {
        return LongStream.range(0, frames).map(i -> Math.round(i * 1e6 / rate)).toArray();
    }

    /** Three frames that the container says are to be turned, degrees counter-clockwise. */
    public static Path rotated(Path file, int width, int height, double degrees, byte[] bgr) {
        return write(
                file,
                "mp4",
                avcodec.AV_CODEC_ID_MPEG4,
                width,
                height,
                30,
                degrees,
                1,
                steady(3, 30),
                i -> bgr);
    }

    private static Path write(
            Path file,
            String format,
            int codec,
            int width,
            int height,
            double rate,
            double rotation,
            double aspect,
            long[] timesUs,
            LongFunction<byte[]> bgr) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(file.toString(), width, height);
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(codec);
            recorder.setFrameRate(rate);
            recorder.setGopSize(10);
            if (aspect != 1) {
                recorder.setAspectRatio(aspect);
            }
            if (rotation != 0) {
                recorder.setDisplayRotation(rotation);
            }
            if (codec == avcodec.AV_CODEC_ID_FFV1) {
                recorder.setPixelFormat(avutil.AV_PIX_FMT_BGR0);
            } else {
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
                recorder.setVideoBitrate(2_000_000);
            }
            recorder.start();
            ByteBuffer into = (ByteBuffer) frame.image[0];
            for (int i = 0; i < timesUs.length; i++) {
                byte[] pixels = bgr.apply(i);
                for (int y = 0; y < height; y++) {
                    into.position(y * frame.imageStride);
                    into.put(pixels, 3 * y * width, 3 * width);
                }
                into.position(0);
                recorder.setTimestamp(timesUs[i]);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        } catch (FrameRecorder.Exception e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /** A moving pattern: no two frames are alike. */
    public static byte[] pattern(int width, int height, long i) {
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                pixels[at] = (byte) (x + 5 * i);
                pixels[at + 1] = (byte) (y + 3 * i);
                pixels[at + 2] = (byte) (x / 2 + y / 2 + i);
            }
        }
        return pixels;
    }

    public static List<VideoFrame> readAll(VideoReader reader) {
        List<VideoFrame> frames = new ArrayList<>();
        try (reader) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }
}
