package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.LongUnaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.slf4j.LoggerFactory;

/**
 * Makes a picture of each field of interlaced pictures ({@link InterlaceCheck}), with a time of its
 * own: the second field comes half a picture later, by the time of the next picture or, before a
 * gap, by the duration of its own.
 *
 * <p>Other pictures pass untouched. What comes out depends on the pictures of the half second
 * before and on the next one, wherever decoding began.
 */
final class Deinterlacer implements AutoCloseable {

    /** The next picture follows where its time is within this share of a picture's duration. */
    private static final double FOLLOWS = 0.25;

    /**
     * @param us null for a picture that came out before
     */
    private record Time(Long us, long durationUs) {}

    private final Object file;
    private final LongUnaryOperator microseconds;
    private final InterlaceCheck check = new InterlaceCheck();
    private AVFrame before = av_frame_alloc();
    private AVFrame waiting = av_frame_alloc();
    private AVFrame out = av_frame_alloc();
    private FieldFilter filter;
    private boolean unusable;
    private boolean draining;

    /** Of the pictures in the filter, and the number within it of the first of them. */
    private final ArrayDeque<Time> times = new ArrayDeque<>();

    private long number;
    private long outUs;

    /**
     * @param file its name, for a warning
     * @param microseconds gives the time of a time stamp or of a duration
     */
    Deinterlacer(Object file, LongUnaryOperator microseconds) {
        this.file = file;
        this.microseconds = microseconds;
    }

    /**
     * Takes the next decoded picture, which may change its marks.
     *
     * @return whether it passes untouched; else what comes of it is to be {@link #receive received}
     */
    boolean passes(AVFrame picture) {
        if (unusable) {
            return true;
        }
        if (StreamDecoder.isDamaged(picture)) {
            // One picture comes of it, which the reader drops.
            picture.flags(picture.flags() & ~InterlaceCheck.INTERLACED);
        }
        boolean interlaced = check.isInterlaced(picture, us(picture));
        if (filter != null && (!interlaced || !filter.takes(picture))) {
            drain();
            av_frame_ref(waiting, picture);
            return false;
        }
        if (filter == null && (!interlaced || !begin(picture))) {
            av_frame_unref(before);
            av_frame_ref(before, picture);
            return true;
        }
        long durationUs =
                picture.duration() <= 0 ? 0 : microseconds.applyAsLong(picture.duration());
        times.add(new Time(us(picture), 2 * durationUs / (2 + picture.repeat_pict())));
        filter.send(picture);
        return false;
    }

    /** Time of a decoded picture, µs, or {@code AV_NOPTS_VALUE}. */
    long us(AVFrame picture) {
        long stamp = picture.best_effort_timestamp();
        return stamp == AV_NOPTS_VALUE ? stamp : microseconds.applyAsLong(stamp);
    }

    /** Starts the filter with the picture before, which the first one is compared with. */
    private boolean begin(AVFrame picture) {
        try {
            filter = FieldFilter.of(picture);
        } catch (FieldFilter.UnfitPictures e) {
            unusable = true;
            // A decoding process need not load a logger for every other file.
            LoggerFactory.getLogger(Deinterlacer.class)
                    .warn(
                            "{} is interlaced, and its fields cannot be separated ({}): each frame mixes"
                                    + " two moments; convert it with ffmpeg -i IN -vf format=yuv420p,bwdif"
                                    + " OUT",
                            file,
                            e.getMessage());
            return false;
        }
        number = 0;
        if (before.width() > 0 && filter.takes(before)) {
            before.flags(before.flags() & ~InterlaceCheck.INTERLACED);
            times.add(new Time(null, 0));
            filter.send(before);
        }
        av_frame_unref(before);
        return true;
    }

    /** Says that no picture follows those in the filter; without one, nothing is to be done. */
    void drain() {
        if (filter != null && !draining) {
            draining = true;
            filter.drain();
        }
    }

    /** Goes to the next picture that came out; false where there is none now. */
    boolean receive() {
        while (filter != null) {
            av_frame_unref(out);
            if (filter.receive(out) >= 0) {
                if (timed(out.pts())) {
                    return true;
                }
            } else if (!draining) {
                return false;
            } else if (ended()) {
                return true;
            }
        }
        return false;
    }

    /** Ends the filter; whether the picture that waited for that comes out as it is. */
    private boolean ended() {
        close(filter);
        if (waiting.width() == 0) {
            return false;
        }
        av_frame_move_ref(out, waiting);
        outUs = us(out);
        return passes(out);
    }

    private void close(FieldFilter ended) {
        ended.close();
        filter = null;
        draining = false;
        times.clear();
    }

    /** Finds the time of a picture by its stamp in the filter; false where it has none. */
    private boolean timed(long stamp) {
        for (; number < stamp / 2; number++) {
            times.remove();
        }
        Iterator<Time> entries = times.iterator();
        Time time = entries.next();
        if (time.us == null) {
            return false;
        }
        if (stamp % 2 == 0 || time.us == AV_NOPTS_VALUE) {
            outUs = time.us;
            return true;
        }
        Long nextUs = entries.hasNext() ? entries.next().us : null;
        long stepUs = nextUs == null || nextUs == AV_NOPTS_VALUE ? 0 : nextUs - time.us;
        long usualUs = time.durationUs;
        boolean follows =
                stepUs > 0 && (usualUs == 0 || Math.abs(stepUs - usualUs) <= FOLLOWS * usualUs);
        outUs = time.us + (follows ? stepUs : usualUs) / 2;
        // Nothing says how long the last picture lasts.
        return follows || usualUs > 0;
    }

    /** The picture that came out. */
    AVFrame picture() {
        return out;
    }

    /** Its time, µs, or {@code AV_NOPTS_VALUE}. */
    long us() {
        return outUs;
    }

    /** Drops all state: pictures from another position follow. */
    void restart() {
        if (filter != null) {
            close(filter);
        }
        av_frame_unref(before);
        av_frame_unref(waiting);
        check.restart();
    }

    @Override
    public void close() {
        if (before != null) {
            restart();
            av_frame_free(before);
            av_frame_free(waiting);
            av_frame_free(out);
            before = null;
        }
    }
}
