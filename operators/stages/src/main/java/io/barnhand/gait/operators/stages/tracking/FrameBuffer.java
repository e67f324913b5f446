package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Frames that wait for a detection: those since the last one, and those before it while a track is
 * not yet confirmed. What is remembered of them between segments is without their pixels. Not
 * thread-safe.
 */
final class FrameBuffer {

    /** A frame with the boxes of the tracks in it; without pixels until they are regained. */
    static final class Frame {
        final long timeUs;
        final List<String> flags;
        final List<TrackedBox> boxes;
        BgrImage image;

        private Frame(long timeUs, List<String> flags, List<TrackedBox> boxes, BgrImage image) {
            this.timeUs = timeUs;
            this.flags = flags;
            this.boxes = new ArrayList<>(boxes);
            this.image = image;
        }

        private HeldFrame withoutPixels() {
            return new HeldFrame(timeUs, flags, List.copyOf(boxes));
        }
    }

    private List<Frame> older;
    private List<Frame> recent;

    /**
     * @param older what was remembered of frames up to the last detection
     * @param recent what was remembered of frames after it
     */
    FrameBuffer(List<HeldFrame> older, List<HeldFrame> recent) {
        this.older = withoutPixels(older);
        this.recent = withoutPixels(recent);
    }

    private static List<Frame> withoutPixels(List<HeldFrame> held) {
        List<Frame> frames = new ArrayList<>();
        held.forEach(h -> frames.add(new Frame(h.timeUs(), h.flags(), h.boxes(), null)));
        return frames;
    }

    /** Adds the newest frame. */
    Frame add(long timeUs, List<String> flags, BgrImage image) {
        Frame frame = new Frame(timeUs, flags, List.of(), image);
        recent.add(frame);
        return frame;
    }

    /** Frames up to the last detection, in order. */
    List<Frame> older() {
        return older;
    }

    /** Frames since the last detection, in order. */
    List<Frame> recent() {
        return recent;
    }

    /**
     * The newest frame was seen by the detector, and all before it were handed on.
     *
     * @param waiting whether they are needed once more, for tracks that are not confirmed
     */
    void detected(boolean waiting) {
        older = waiting ? recent : new ArrayList<>();
        recent = new ArrayList<>();
    }

    void clear() {
        older.clear();
        recent.clear();
    }

    /** Event time of the oldest frame, µs, or null where there is none. */
    Long firstUs() {
        List<Frame> frames = older.isEmpty() ? recent : older;
        return frames.isEmpty() ? null : frames.get(0).timeUs;
    }

    /** Pixels, bytes. */
    long bytes() {
        return bytes(older) + bytes(recent);
    }

    /** Pixels of the frames since the last detection, bytes. */
    long recentBytes() {
        return bytes(recent);
    }

    private static long bytes(List<Frame> frames) {
        long bytes = 0;
        for (Frame frame : frames) {
            bytes += frame.image == null ? 0 : frame.image.pixels().length;
        }
        return bytes;
    }

    /** Event times of the frames without pixels, µs. */
    Set<Long> pixelsMissing() {
        Set<Long> times = new HashSet<>();
        for (List<Frame> frames : List.of(older, recent)) {
            for (Frame frame : frames) {
                if (frame.image == null) {
                    times.add(frame.timeUs);
                }
            }
        }
        return times;
    }

    /** Gives the frame of the same time its pixels back. */
    void regain(VideoFrame pixels) {
        for (List<Frame> frames : List.of(older, recent)) {
            for (Frame frame : frames) {
                if (frame.timeUs == pixels.timeUs()) {
                    frame.image = pixels.image();
                }
            }
        }
    }

    /** Drops frames without pixels. */
    void giveUpMissing() {
        older.removeIf(frame -> frame.image == null);
        recent.removeIf(frame -> frame.image == null);
    }

    /** What is to be remembered of the frames up to the last detection. */
    List<HeldFrame> olderWithoutPixels() {
        return older.stream().map(Frame::withoutPixels).toList();
    }

    /** What is to be remembered of the frames after it. */
    List<HeldFrame> recentWithoutPixels() {
        return recent.stream().map(Frame::withoutPixels).toList();
    }
}
