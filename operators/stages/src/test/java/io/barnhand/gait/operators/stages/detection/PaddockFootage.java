package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** Footage of the {@link Paddock} at 30 frames per second that is in no file. */
final class PaddockFootage implements FrameOpener {

    /** Frames of the scene, and what is wrong after them, or null. */
    private record PaddockShot(int first, int frames, DeadLetterReason fault) {}

    private final Map<String, PaddockShot> shots = new ConcurrentHashMap<>();

    /** Adds a file; returns its name. */
    String add(String name, int first, int frames) {
        return add(name, first, frames, null);
    }

    /** Adds a file of which the rest is lost after some frames. */
    String add(String name, int first, int frames, DeadLetterReason fault) {
        shots.put(name, new PaddockShot(first, frames, fault));
        return name;
    }

    void remove(String name) {
        shots.remove(name);
    }

    /** Time of a frame from the first, µs. */
    static long timeUs(int frame) {
        return Math.round(frame * 1e6 / 30);
    }

    @Override
    public FrameSource open(VideoSegment segment, LongPredicate wanted) {
        PaddockShot shot = shots.get(segment.uri());
        if (shot == null) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    segment.uri() + " does not exist",
                    "check the path");
        }
        return new FrameSource() {
            private int next;

            @Override
            public VideoFrame next() {
                while (next < shot.frames) {
                    long timeUs = segment.startUs() + timeUs(next);
                    int frame = shot.first + next++;
                    if (wanted.test(timeUs)) {
                        return new VideoFrame(
                                timeUs,
                                new BgrImage(Paddock.WIDTH, Paddock.HEIGHT, Paddock.frame(frame)));
                    }
                }
                if (shot.fault != null) {
                    throw new VideoException(
                            shot.fault,
                            segment.startUs() + timeUs(next),
                            segment.uri() + " is broken",
                            "convert it");
                }
                return null;
            }

            @Override
            public void close() {}
        };
    }
}
