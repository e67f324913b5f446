package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A black square that crosses a grey picture, filmed at a rate that varies, and its pose lines. */
public final class SquareVideo {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 360;
    public static final long START_US = 1_767_254_400_000_000L;

    /** Half a side of the square, px. */
    public static final int HALF = 14;

    public static final int Y = 220;

    private SquareVideo() {}

    /** Times of frames that no rate explains, µs from the first one. */
    public static long[] times(int frames) {
        SplittableRandom random = new SplittableRandom(5);
        long[] times = new long[frames];
        for (int i = 1; i < frames; i++) {
            times[i] = times[i - 1] + random.nextLong(9_001, 120_001);
        }
        return times;
    }

    /** Middle of the square, px. */
    public static double x(long us) {
        return 120 + 160e-6 * us;
    }

    public static Path write(Path file, int frames) throws IOException {
        try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, 15, "a square")) {
            for (long us : times(frames)) {
                byte[] bgr = new byte[3 * WIDTH * HEIGHT];
                Arrays.fill(bgr, (byte) 128);
                int x = (int) Math.round(x(us));
                for (int y = Y - HALF; y < Y + HALF; y++) {
                    Arrays.fill(
                            bgr, 3 * (y * WIDTH + x - HALF), 3 * (y * WIDTH + x + HALF), (byte) 0);
                }
                writer.write(bgr, us);
            }
            writer.finish();
        }
        return file;
    }

    public static VideoSegment segment(Path file) {
        return new VideoSegment(
                "arena",
                "square",
                0,
                "arena/square",
                file.toUri().toString(),
                START_US,
                ClockStatus.KNOWN,
                true,
                null,
                -1,
                null);
    }

    /** A horse of which only the nose is seen, in the middle of the square. */
    public static String pose(String camera, String recording, long us) {
        float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(keypoints, Float.NaN);
        keypoints[6] = (float) x(us);
        keypoints[7] = Y;
        keypoints[8] = 0.9f;
        return PoseLine.write(
                new HorsePose(
                        camera,
                        recording,
                        recording + "/1",
                        null,
                        START_US + us,
                        WIDTH,
                        HEIGHT,
                        new Box(x(us) - 70, Y - 70, x(us) + 70, Y + 70),
                        0.9f,
                        keypoints,
                        "made",
                        List.of()));
    }

    public static List<VideoFrame> read(Path file) throws Exception {
        List<VideoFrame> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** Mean of the three channels, 0..255. */
    public static int grey(BgrImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] pixels = image.pixels();
        return ((pixels[at] & 0xFF) + (pixels[at + 1] & 0xFF) + (pixels[at + 2] & 0xFF)) / 3;
    }
}
