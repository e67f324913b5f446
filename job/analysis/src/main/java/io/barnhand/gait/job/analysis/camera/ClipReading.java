package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.TimeScan;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.Combing;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a clip frame by frame for its times and its sharpness; three frames are held at a time. */
public final class ClipReading {

    private static final int PIXELS_APART = 4;

    /** Single pictures may look like it. */
    private static final double COMBED_SHARE = 0.1;

    private final EdgeBlur blur = new EdgeBlur();
    private final Map<Long, Box> boxes = new HashMap<>();
    private long[] us = new long[1024];
    private double[] change = new double[1024];
    private int frames;
    private int combed;
    private int jumps;
    private long firstJumpUs;
    private long skippedUs;
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
        List<String> notes = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(clip, limits, time -> true)) {
            notes.addAll(reader.notes());
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                add(frame);
            }
        } catch (VideoException e) {
            if (frames == 0) {
                throw e;
            }
            if (e.reason() == DeadLetterReason.UNTIMED_FRAMES) {
                // It was read to its end.
                notes.add(e.getMessage());
            } else {
                fault = e.getMessage();
            }
        }
        if (frames == 0) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    String.format(Locale.ROOT, "%s holds no frame", clip.uri()),
                    "record it again");
        }
        if (jumps > 0) {
            notes.add(TimeScan.TimeStamps.note("The clip", jumps, firstJumpUs));
        }
        if (combed > COMBED_SHARE * frames) {
            notes.add(combs());
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
        if (last != null && frame.conditions().contains(FrameCondition.TIME_JUMP)) {
            jump(frame);
        }
        if (frames == us.length) {
            us = Arrays.copyOf(us, 2 * frames);
            change = Arrays.copyOf(change, 2 * frames);
        }
        us[frames] = frame.timeUs() - skippedUs;
        if (last != null && sameSize(last.image(), frame.image())) {
            change[frames] = difference(last.image(), frame.image());
            combed += isCombed(last.image(), frame.image()) ? 1 : 0;
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

    /** A part begins, whose pictures are not those after the last one. */
    private void jump(VideoFrame frame) {
        long usualUs = frames < 2 ? 0 : us[frames - 1] - us[frames - 2];
        if (jumps++ == 0) {
            firstJumpUs = us[frames - 1] + usualUs - us[0];
        }
        skippedUs += Math.max(0, frame.timeUs() - last.timeUs() - Math.max(1, usualUs));
        last = null;
    }

    /** The fields of a picture that is marked as interlaced came as frames of their own. */
    private static boolean isCombed(BgrImage before, BgrImage image) {
        return Combing.shows(green(image), green(before), image.width(), image.height());
    }

    private static byte[] green(BgrImage image) {
        byte[] green = new byte[image.width() * image.height()];
        for (int i = 0; i < green.length; i++) {
            green[i] = image.pixels()[3 * i + 1];
        }
        return green;
    }

    private String combs() {
        return String.format(
                Locale.ROOT,
                "The clip shows combs in %d of %d frames: it is interlaced and does not say so, and each"
                        + " frame mixes two moments; let the camera record progressive pictures, or"
                        + " convert the file with ffmpeg -i IN -vf bwdif=parity=tff OUT (bff where"
                        + " movement then goes to and fro)",
                combed,
                frames);
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
