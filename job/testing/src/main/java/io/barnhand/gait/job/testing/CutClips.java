package io.barnhand.gait.job.testing;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * A clip written again, uncut and cut into segments of a second, without loss: the frames of both
 * are the same to the bit.
 */
public final class CutClips {

    private static final int FPS = 15;

    private CutClips() {}

    /** Writes {@code whole/clip.avi} and {@code segments/NNN.avi}, with sidecars. */
    public static void write(Path clip, Path folder) throws Exception {
        List<BgrImage> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(clip, VideoLimits.DEFAULT)) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                frames.add(half(frame.image()));
            }
        }
        Files.createDirectories(folder.resolve("whole"));
        Files.createDirectories(folder.resolve("segments"));
        write(folder.resolve("whole/clip.avi"), frames, 0, true);
        for (int from = 0, k = 0; from < frames.size(); from += FPS, k++) {
            int to = Math.min(frames.size(), from + FPS);
            Path segment = folder.resolve(String.format(Locale.ROOT, "segments/%03d.avi", k));
            write(segment, frames.subList(from, to), k, to == frames.size());
        }
    }

    /** Writes a file without loss, and its sidecar. */
    public static void write(Path file, List<BgrImage> frames, int sequence, boolean last)
            throws Exception {
        int width = frames.get(0).width();
        int height = frames.get(0).height();
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(file.toString(), width, height);
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_FFV1);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_BGR0);
            recorder.setFrameRate(FPS);
            recorder.start();
            ByteBuffer rows = (ByteBuffer) frame.image[0];
            for (BgrImage image : frames) {
                for (int y = 0; y < height; y++) {
                    rows.position(y * frame.imageStride);
                    rows.put(image.pixels(), 3 * width * y, 3 * width);
                }
                rows.position(0);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        }
        Files.writeString(
                Path.of(file + ".json"),
                String.format(
                        Locale.ROOT,
                        """
                {"camera": "arena", "recording": "walk", "sequence": %d, "start_us": %d, "last": %b}
                """,
                        sequence,
                        1_600_000_000_000_000L + 1_000_000L * sequence,
                        last));
    }

    private static BgrImage half(BgrImage image) {
        int width = image.width() / 2;
        int height = image.height() / 2;
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (2 * y * image.width() + 2 * x);
                System.arraycopy(image.pixels(), from, pixels, 3 * (y * width + x), 3);
            }
        }
        return new BgrImage(width, height, pixels);
    }
}
