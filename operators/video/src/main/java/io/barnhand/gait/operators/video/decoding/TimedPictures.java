package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.barnhand.gait.operators.video.container.FrameClock;
import io.barnhand.gait.operators.video.container.TimeSteps;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Puts decoded pictures onto the time line of a file. One whose time stamp jumps waits for the next
 * one; see {@link TimeSteps}.
 *
 * <p>After a jump forward within the longest video allowed, time stamps are believed. After any
 * other jump nothing is known of the time that passed: the pictures follow directly after the last
 * one, by the usual distance.
 */
final class TimedPictures implements AutoCloseable {

    /**
     * A picture in its place.
     *
     * @param picture valid until the next one is asked for
     * @param sinceFirstUs time since the first frame, µs
     * @param jumped whether time stamps jump directly before it
     */
    record TimedPicture(AVFrame picture, long sinceFirstUs, boolean jumped) {}

    private final FrameClock clock;
    private final long longestUs;
    private final Consumer<AVFrame> dropped;
    private final TimeSteps steps;
    private final ArrayDeque<TimedPicture> ready = new ArrayDeque<>();
    private AVFrame held;
    private long heldPtsUs;
    private AVFrame given;

    /**
     * @param clock gives times since the first frame
     * @param longestUs longest video allowed, µs
     * @param dropped gets each picture that is dropped
     */
    TimedPictures(FrameClock clock, long longestUs, Consumer<AVFrame> dropped) {
        this.clock = clock;
        this.dropped = dropped;
        this.longestUs = longestUs;
        steps = new TimeSteps(ptsUs -> clock.isBeyond(ptsUs, longestUs));
    }

    /** The next picture in its place, or null where none is. */
    TimedPicture next() {
        av_frame_free(given);
        TimedPicture next = ready.poll();
        given = next == null ? null : next.picture();
        return next;
    }

    /** Takes the content of a picture. All that are in their places must have been asked for. */
    void add(AVFrame picture, long ptsUs) {
        if (held != null) {
            TimeSteps.Fate fate = steps.ofHeld(ptsUs);
            if (fate == TimeSteps.Fate.HOLD) {
                drop(picture);
                return;
            }
            settle(fate, ptsUs - heldPtsUs);
        }
        switch (steps.of(ptsUs)) {
            case TAKE -> place(moved(picture), ptsUs, false);
            case HOLD -> {
                held = moved(picture);
                heldPtsUs = ptsUs;
            }
            default -> {
                drop(picture);
            }
        }
    }

    /** No picture follows. */
    void end() {
        if (held != null) {
            settle(steps.ofHeldAtEnd(), 0);
        }
    }

    private void settle(TimeSteps.Fate fate, long toNextUs) {
        AVFrame picture = held;
        held = null;
        if (fate == TimeSteps.Fate.DROP) {
            drop(picture);
            av_frame_free(picture);
            return;
        }
        boolean jumped = fate == TimeSteps.Fate.JUMP;
        if (jumped) {
            clock.jump(heldPtsUs, steps.usualUs(toNextUs), longestUs);
        }
        place(picture, heldPtsUs, jumped);
    }

    private void place(AVFrame picture, long ptsUs, boolean jumped) {
        ready.add(new TimedPicture(picture, clock.sinceFirstUs(ptsUs), jumped));
    }

    private void drop(AVFrame picture) {
        dropped.accept(picture);
        av_frame_unref(picture);
    }

    private static AVFrame moved(AVFrame picture) {
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, picture);
        return own;
    }

    /** Pictures from another position in the file follow. */
    void restart() {
        close();
        steps.restart();
    }

    @Override
    public void close() {
        av_frame_free(given);
        given = null;
        av_frame_free(held);
        held = null;
        ready.forEach(picture -> av_frame_free(picture.picture()));
        ready.clear();
    }
}
