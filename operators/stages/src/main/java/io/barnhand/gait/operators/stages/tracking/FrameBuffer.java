package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Frames that wait for a detection: those since the last one, and those before it while a track is
 * not yet confirmed. Between segments they are kept without their pixels. Not thread-safe.
 */
final class FrameBuffer {

    /** A frame with the boxes of the tracks in it; without pixels until they are regained. */
    static final class BufferedFrame {
        final long timeUs;
        final List<String> flags;
        final List<TrackedBox> boxes;
        BgrImage image;

        private BufferedFrame(
                long timeUs, List<String> flags, List<TrackedBox> boxes, BgrImage image) {
            this.timeUs = timeUs;
            this.flags = flags;
            this.boxes = new ArrayList<>(boxes);
            this.image = image;
        }

        private HeldFrame withoutPixels() {
            return new HeldFrame(timeUs, flags, List.copyOf(boxes));
        }
    }

    private List<BufferedFrame> older;
    private List<BufferedFrame> recent;

    /**
     * @param older frames kept up to the last detection
     * @param recent frames kept after it
     */
    FrameBuffer(List<HeldFrame> older, List<HeldFrame> recent) {
        this.older = withoutPixels(older);
        this.recent = withoutPixels(recent);
    }

    private static List<BufferedFrame> withoutPixels(List<HeldFrame> held) {
        List<BufferedFrame> frames = new ArrayList<>();
        held.forEach(h -> frames.add(new BufferedFrame(h.timeUs(), h.flags(), h.boxes(), null)));
        return frames;
    }

    /** Adds the newest frame. */
    BufferedFrame add(long timeUs, List<String> flags, BgrImage image) {
        BufferedFrame frame = new BufferedFrame(timeUs, flags, List.of(), image);
        recent.add(frame);
        return frame;
    }

    /** Frames up to the last detection, in order. */
    List<BufferedFrame> older() {
        return older;
    }

    /** Frames since the last detection, in order. */
    List<BufferedFrame> recent() {
        return recent;
    }

    /**
     * The newest frame was seen by the detector, and all before it were cropped.
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
        List<BufferedFrame> frames = older.isEmpty() ? recent : older;
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

    private static long bytes(List<BufferedFrame> frames) {
        long bytes = 0;
        for (BufferedFrame frame : frames) {
            bytes += frame.image == null ? 0 : frame.image.pixels().length;
        }
        return bytes;
    }

    /** Event times of the frames without pixels, µs. */
    Set<Long> pixelsMissing() {
        Set<Long> times = new HashSet<>();
        for (List<BufferedFrame> frames : List.of(older, recent)) {
            for (BufferedFrame frame : frames) {
                if (frame.image == null) {
                    times.add(frame.timeUs);
                }
            }
        }
        return times;
    }

    /** Gives the frame of the same time its pixels back. */
    void regain(VideoFrame pixels) {
        for (List<BufferedFrame> frames : List.of(older, recent)) {
            for (BufferedFrame frame : frames) {
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

    /** The frames up to the last detection, to be kept. */
    List<HeldFrame> olderWithoutPixels() {
        return older.stream().map(BufferedFrame::withoutPixels).toList();
    }

    /** The frames after it, to be kept. */
    List<HeldFrame> recentWithoutPixels() {
        return recent.stream().map(BufferedFrame::withoutPixels).toList();
    }
}
