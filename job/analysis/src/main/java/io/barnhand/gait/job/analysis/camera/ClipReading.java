package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a clip frame by frame for its times and its sharpness; three frames are held at a time. */
public final class ClipReading {

    private static final int PIXELS_APART = 4;

    private final EdgeBlur blur = new EdgeBlur();
    private final Map<Long, Box> boxes = new HashMap<>();
    private long[] us = new long[1024];
    private double[] change = new double[1024];
    private int frames;
    private BgrImage beforeLast;
    private VideoFrame last;

    private ClipReading() {}

    /**
     * @param poses of the horse, which say where to measure blur: frames with one horse count
     * @throws VideoException if nothing of it can be read
     */
    public static ClipFigures of(VideoSegment clip, VideoLimits limits, List<HorsePose> poses) {
        ClipReading reading = new ClipReading();
        for (HorsePose pose : poses) {
            // Null where several horses are in the picture: the blur of one speed is wanted.
            boolean several = reading.boxes.containsKey(pose.timeUs());
            reading.boxes.put(pose.timeUs(), several ? null : pose.box());
        }
        return reading.read(clip, limits);
    }

    private ClipFigures read(VideoSegment clip, VideoLimits limits) {
        String fault = null;
        List<String> notes = List.of();
        try (VideoReader reader = VideoReader.open(clip, limits, time -> true)) {
            notes = reader.notes();
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                add(frame);
            }
        } catch (VideoException e) {
            if (frames == 0) {
                throw e;
            }
            fault = e.getMessage();
        }
        if (frames == 0) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    String.format(Locale.ROOT, "%s holds no frame", clip.uri()),
                    "record it again");
        }
        return new ClipFigures(
                last.image().width(),
                last.image().height(),
                FrameTiming.of(Arrays.copyOf(us, frames), Arrays.copyOf(change, frames)),
                blur.px(),
                fault,
                notes);
    }

    private void add(VideoFrame frame) {
        if (frames == us.length) {
            us = Arrays.copyOf(us, 2 * frames);
            change = Arrays.copyOf(change, 2 * frames);
        }
        us[frames] = frame.timeUs();
        if (last != null && sameSize(last.image(), frame.image())) {
            change[frames] = difference(last.image(), frame.image());
            Box box = boxes.get(last.timeUs());
            if (box != null && beforeLast != null && sameSize(beforeLast, frame.image())) {
                blur.add(beforeLast, last.image(), frame.image(), box);
            }
        } else {
            change[frames] = Double.NaN;
        }
        frames++;
        beforeLast = last == null ? null : last.image();
        last = frame;
    }

    private static boolean sameSize(BgrImage a, BgrImage b) {
        return a.width() == b.width() && a.height() == b.height();
    }

    /** Mean absolute difference of the green of some pixels, 0..255. */
    private static double difference(BgrImage a, BgrImage b) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < a.height(); y += PIXELS_APART) {
            for (int x = 0; x < a.width(); x += PIXELS_APART) {
                int at = 3 * (y * a.width() + x) + 1;
                sum += Math.abs((a.pixels()[at] & 0xFF) - (b.pixels()[at] & 0xFF));
                count++;
            }
        }
        return (double) sum / count;
    }
}
