package io.barnhand.gait.operators.video.decoding;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** Video files marked as interlaced, of a bright bar that moves to the right on grey. */
final class InterlacedClips {

    static final int WIDTH = 720;
    static final int HEIGHT = 576;

    /** The bar's way from one field to the next, px. */
    static final int STEP = 6;

    private static final int BAR = 24;
    private static final int START = 40;

    /** What the fields of a picture show. */
    enum Content {
        /** Each its own moment. */
        FIELDS,
        /** Both the same. */
        PROGRESSIVE,
        /** Each its own moment in the first and the last third, else the same. */
        MIXED
    }

    private InterlacedClips() {}

    /**
     * @param topFirst whether the top field is the earlier one
     * @param options of FFmpeg for the output, its name apart
     */
    static Path write(
            Path file,
            int frames,
            double rate,
            boolean topFirst,
            Content content,
            String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Loader.load(ffmpeg.class),
                                "-v",
                                "error",
                                "-y",
                                "-f",
                                "rawvideo",
                                "-pix_fmt",
                                "gray",
                                "-video_size",
                                WIDTH + "x" + HEIGHT,
                                "-framerate",
                                String.valueOf(rate),
                                "-i",
                                "-",
                                "-vf",
                                "setfield=" + (topFirst ? "tff" : "bff")));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            for (int frame = 0; frame < frames; frame++) {
                boolean fields =
                        content == Content.FIELDS
                                || content == Content.MIXED
                                        && (frame < frames / 3 || frame >= frames - frames / 3);
                for (int y = 0; y < HEIGHT; y++) {
                    boolean later = fields && (y % 2 == 0) != topFirst;
                    out.write(row(2 * frame + (later ? 1 : 0)));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("FFmpeg ended with " + process.exitValue());
        }
        return file;
    }

    private static byte[] row(int field) {
        byte[] row = new byte[WIDTH];
        Arrays.fill(row, (byte) 90);
        int from = (START + STEP * field) % (WIDTH - 2 * START);
        Arrays.fill(row, from, from + BAR, (byte) 220);
        return row;
    }

    /** The field that a picture shows, by where the bar is; half ones where it shows two. */
    static double field(VideoFrame frame) {
        double sum = 0;
        double weight = 0;
        // DV has pixels that are not square, which the reader makes square.
        int width = frame.image().width();
        int height = frame.image().height();
        byte[] pixels = frame.image().pixels();
        for (int y = height / 4; y < height * 3 / 4; y++) {
            for (int x = 0; x < width; x++) {
                int green = pixels[3 * (y * width + x) + 1] & 0xFF;
                if (green > 150) {
                    sum += (double) x * (green - 90);
                    weight += green - 90;
                }
            }
        }
        return ((sum / weight + 0.5) * WIDTH / width - 0.5 - (BAR - 1) / 2.0 - START) / STEP;
    }
}
