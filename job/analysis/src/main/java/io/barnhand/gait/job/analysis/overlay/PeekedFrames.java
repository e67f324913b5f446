package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Frames of which the first few are read ahead, for their size and usual rate. */
final class PeekedFrames implements FrameSource {

    private static final int PEEKED = 6;
    private static final double USUAL_RATE = 25;
    private static final double MAX_RATE = 240;

    private final FrameSource frames;
    private final Deque<VideoFrame> peeked = new ArrayDeque<>();
    private final BgrImage first;
    private final double rate;
    private VideoException fault;

    /**
     * @param frames closed with this
     * @throws VideoException if there is no frame
     */
    PeekedFrames(FrameSource frames) {
        this.frames = frames;
        try {
            for (VideoFrame frame; peeked.size() < PEEKED && (frame = frames.next()) != null; ) {
                peeked.add(frame);
            }
        } catch (VideoException e) {
            fault = e;
        }
        if (peeked.isEmpty()) {
            throw fault != null
                    ? fault
                    : new VideoException(
                            DeadLetterReason.UNREADABLE,
                            null,
                            "The video holds no frame",
                            "record it again");
        }
        first = peeked.getFirst().image();
        rate = rate(List.copyOf(peeked));
    }

    /** The middle one of the first steps, so that a gap among them does not matter. */
    private static double rate(List<VideoFrame> frames) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            steps.add(frames.get(i).timeUs() - frames.get(i - 1).timeUs());
        }
        if (steps.isEmpty()) {
            return USUAL_RATE;
        }
        Collections.sort(steps);
        return Math.max(1, Math.min(MAX_RATE, 1e6 / steps.get(steps.size() / 2)));
    }

    /** The first picture. */
    BgrImage first() {
        return first;
    }

    /** Usual frames per second, 1 to 240. */
    double rate() {
        return rate;
    }

    @Override
    public VideoFrame next() {
        VideoFrame frame = peeked.poll();
        if (frame == null && fault != null) {
            throw fault;
        }
        return frame == null ? frames.next() : frame;
    }

    @Override
    public void close() {
        frames.close();
    }
}
