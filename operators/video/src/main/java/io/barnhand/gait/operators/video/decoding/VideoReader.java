package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.barnhand.gait.models.NativeCalls;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.FrameClock;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.TimeScan;
import io.barnhand.gait.operators.video.container.TimeSteps;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The frames of one local video file, decoded by FFmpeg on one thread.
 *
 * <pre>{@code
 * try (VideoReader reader = VideoReader.open(segment, VideoLimits.DEFAULT, time -> true)) {
 *     for (VideoFrame frame; (frame = reader.next()) != null; ) { ... }
 * }
 * }</pre>
 *
 * <p>It calls FFmpeg's own interface rather than JavaCV's grabber, because the grabber swallows
 * read and decoding errors and opens the decoder before sizes can be checked.
 *
 * <ul>
 *   <li>Only the best video stream is read.
 *   <li>Time is the presentation time stamp, never index / rate. A frame without a time stamp, or
 *       not later than the one before it, is dropped; {@code untimed_frames} is thrown at the end.
 *   <li>Where a file says that it was captured at another rate than it is stored at, its times are
 *       scaled to those of the recording.
 *   <li>The fields of interlaced frames are frames of their own, see {@link Deinterlacer}.
 *   <li>Where time stamps jump ({@link TimeSteps}), a new part begins: its first frame has {@link
 *       FrameCondition#TIME_JUMP}. Times follow a jump forward within the longest video allowed;
 *       after any other one the time that passed is not known, and frames follow directly after the
 *       last. All frames after a jump have {@link FrameCondition#AFTER_TIME_JUMP}.
 *   <li>A frame that the decoder marks as damaged is dropped; {@code corrupt} is thrown at the end.
 *   <li>Of a part of a file, decoding begins at a key frame at least {@link #LEAD_US} before it and
 *       stops at its end; {@code wanted} chooses among these frames. Times are those of the
 *       complete file, whose first frame is decoded for that. A file that time stamps do not lead
 *       through ({@link VideoStream#isSeekable()}) is decoded from its beginning. What is wrong
 *       before the part is ignored. A jump before the place where decoding begins is known from the
 *       index of an MP4 or MOV; of other containers such a part has no {@link
 *       FrameCondition#AFTER_TIME_JUMP}.
 *   <li>If frames change their size inside the file, so do the images.
 *   <li>Images are upright and have square pixels: turns by quarters, mirroring and the shape of
 *       pixels are undone as players do. Others are {@code bad_geometry}.
 *   <li>A file that ends before its announced duration is {@code truncated}; MPEG streams announce
 *       none.
 * </ul>
 */
public final class VideoReader implements FrameSource {

    /**
     * How long before a part of a file decoding begins: some containers seek by decoding time, and
     * decimation needs the frames before.
     */
    private static final long LEAD_US = 1_000_000;

    private static final int ERRORS_WHILE_DRAINING = 1000;

    private final VideoContainer container;
    private final VideoStream stream;
    private final PacketReader packets;
    private final StreamDecoder decoder;
    private final PictureGeometry geometry;
    private final FrameConverter converter;
    private final VideoLimits limits;
    private final TimeRange range;
    private final LongPredicate wanted;
    private final FrameClock times;
    private final Set<FrameCondition> conditions;
    private final TimedPictures pictures;
    private final FrameFaults faults;

    private boolean probing;
    private Long soughtPtsUs;
    private boolean draining;
    private boolean ended;
    private int drainErrors;
    private boolean atEnd;
    private boolean jumped;
    private boolean afterJump;

    private VideoReader(
            VideoContainer container,
            VideoStream stream,
            StreamDecoder decoder,
            long startUs,
            TimeRange range,
            VideoLimits limits,
            LongPredicate wanted) {
        this.container = container;
        this.stream = stream;
        this.packets = new PacketReader(container, stream);
        this.decoder = decoder;
        this.geometry = new PictureGeometry(stream);
        this.converter = new FrameConverter(stream, geometry);
        this.times = new FrameClock(startUs);
        this.faults = new FrameFaults(container, stream, packets, times, range.fromUs());
        this.pictures = new TimedPictures(times, limits.durationUs(), this::drop);
        this.range = range;
        this.limits = limits;
        this.wanted = wanted;
        this.conditions = conditions(stream);
    }

    private static Set<FrameCondition> conditions(VideoStream stream) {
        Set<FrameCondition> conditions = EnumSet.noneOf(FrameCondition.class);
        if (stream.isTimeScaled()) {
            conditions.add(FrameCondition.TIME_SCALED);
        }
        if (stream.isCaptureRateInvalid()) {
            conditions.add(FrameCondition.CAPTURE_RATE_INVALID);
        }
        return Set.copyOf(conditions);
    }

    /**
     * Opens a segment. Size, digest, format, frame size and duration are checked here, before any
     * frame is converted.
     *
     * @param segment its URI is a path or a {@code file:} URI
     * @param limits of the file
     * @param wanted asked with the event time (µs) of each frame in order, whether to deliver it;
     *     all are decoded, only those are converted
     * @throws VideoException if nothing of the segment can be read
     */
    public static VideoReader open(VideoSegment segment, VideoLimits limits, LongPredicate wanted) {
        return open(SegmentFile.local(segment.uri()), segment, limits, wanted);
    }

    /** Opens a segment from this file, wherever its URI points. */
    static VideoReader open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted) {
        SegmentFile.check(file, segment, limits);
        return open(file, segment.startUs(), segment.decoded(), limits, wanted);
    }

    /** Opens a file whose first frame has the time 0; delivers every frame. */
    public static VideoReader open(Path file, VideoLimits limits) {
        return open(file, 0, TimeRange.ALL, limits, time -> true);
    }

    /**
     * Opens a file whose first frame has the given event time, whatever its size.
     *
     * @param startUs event time of the first frame, µs since the epoch
     * @param range part of it to read
     */
    public static VideoReader open(
            Path file, long startUs, TimeRange range, VideoLimits limits, LongPredicate wanted) {
        VideoContainer container = VideoContainer.open(file);
        VideoReader reader;
        try {
            VideoStream stream = VideoStream.find(container, limits);
            StreamDecoder decoder = StreamDecoder.open(stream);
            reader = new VideoReader(container, stream, decoder, startUs, range, limits, wanted);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
        try {
            reader.seek(startUs);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public VideoFrame next() {
        try (NativeCalls.NativeCall running = NativeCalls.begin()) {
            while (!ended) {
                VideoFrame frame = step();
                if (frame != null) {
                    return frame;
                }
            }
            return null;
        }
    }

    /** Decodes a frame or feeds the decoder; null where no frame is to be delivered. */
    private VideoFrame step() {
        TimedPictures.TimedPicture next = pictures.next();
        if (next != null) {
            try {
                return deliver(next);
            } catch (VideoException e) {
                ended = true;
                throw e;
            }
        }
        if (atEnd) {
            ended = true;
            faults.throwAtEnd(soughtPtsUs);
            return null;
        }
        int received = decoder.receive();
        if (received >= 0) {
            order(decoder.picture());
        } else if (received == AVERROR_EOF() || draining && ++drainErrors > ERRORS_WHILE_DRAINING) {
            atEnd = true;
            pictures.end();
        } else if (!draining) {
            feed();
        }
        return null;
    }

    /** Seeks to the key frame with which decoding of the range begins. */
    private void seek(long startUs) {
        // Differences of times so far apart would not fit into a long.
        if (range.fromUs() <= 0 || range.fromUs() - LEAD_US <= startUs || !stream.isSeekable()) {
            return;
        }
        probing = true;
        while (!times.isStarted() && !ended) {
            step();
        }
        probing = false;
        long firstPtsUs = times.firstPtsUs();
        long latestUs = firstPtsUs + range.fromUs() - startUs - LEAD_US;
        for (long backUs = 0; latestUs - backUs > firstPtsUs; backUs = 4 * backUs + LEAD_US) {
            if (goTo(latestUs - backUs) && sendKeyFrame(latestUs)) {
                long soughtUs = soughtPtsUs - firstPtsUs;
                afterJump = TimeScan.jumpsBefore(soughtUs, container, stream, limits);
                return;
            }
        }
        if (!goTo(firstPtsUs)) {
            throw stream.failure(
                    DeadLetterReason.UNREADABLE,
                    "cannot be read from the middle",
                    "convert it to MP4 or MKV");
        }
        soughtPtsUs = firstPtsUs;
    }

    private boolean goTo(long ptsUs) {
        if (!packets.seek(ptsUs)) {
            return false;
        }
        decoder.flush();
        draining = false;
        drainErrors = 0;
        atEnd = false;
        times.restart();
        pictures.restart();
        faults.restart();
        return true;
    }

    /** Feeds the decoder the next key frame, unless that comes too late. */
    private boolean sendKeyFrame(long latestUs) {
        while (packets.next()) {
            long ptsUs = packets.ptsUs();
            if (packets.isVideo() && packets.isKeyFrame() && ptsUs != AV_NOPTS_VALUE) {
                boolean early = ptsUs <= latestUs;
                if (early && decoder.send(packets.packet()) < 0) {
                    faults.damaged(ptsUs);
                }
                soughtPtsUs = ptsUs;
                return early;
            }
        }
        return false;
    }

    /** Hands the decoder its next packet, or the end. */
    private void feed() {
        while (packets.next()) {
            if (packets.isVideo()) {
                if (decoder.send(packets.packet()) >= 0) {
                    return;
                }
                faults.damaged(packets.ptsUs());
            }
        }
        draining = true;
        decoder.drain();
    }

    private void order(AVFrame picture) {
        long ptsUs = decoder.ptsUs();
        if (soughtPtsUs != null && ptsUs != AV_NOPTS_VALUE && ptsUs < soughtPtsUs) {
            // It needs frames before the key frame.
            geometry.follow(picture);
        } else if (StreamDecoder.isDamaged(picture)) {
            geometry.follow(picture);
            faults.damaged(ptsUs);
        } else if (ptsUs == AV_NOPTS_VALUE) {
            geometry.follow(picture);
            faults.withoutTime();
        } else {
            pictures.add(picture, ptsUs);
        }
    }

    private void drop(AVFrame picture) {
        geometry.follow(picture);
        faults.disordered();
    }

    private VideoFrame deliver(TimedPictures.TimedPicture next) {
        AVFrame picture = next.picture();
        geometry.follow(picture);
        long sinceFirstUs = next.sinceFirstUs();
        if (sinceFirstUs < 0 || sinceFirstUs > limits.durationUs()) {
            throw tooLong(sinceFirstUs);
        }
        faults.decoded(limits.frames());
        long timeUs;
        try {
            timeUs = times.take(sinceFirstUs);
        } catch (ArithmeticException e) {
            throw tooLong(sinceFirstUs);
        }
        geometry.check(picture, timeUs);
        if (timeUs >= range.toUs()) {
            ended = true;
            faults.throwIfAny();
            return null;
        }
        if (next.jumped()) {
            jumped = timeUs >= range.fromUs();
            afterJump = true;
        }
        if (range.fromUs() != Long.MIN_VALUE && timeUs < range.fromUs() - 2 * LEAD_US) {
            // Decoded for the times of those that follow.
            return null;
        }
        if (probing || !wanted.test(timeUs)) {
            return null;
        }
        Set<FrameCondition> all = EnumSet.noneOf(FrameCondition.class);
        all.addAll(geometry.withConditions(conditions));
        if (jumped) {
            all.add(FrameCondition.TIME_JUMP);
        }
        if (afterJump) {
            all.add(FrameCondition.AFTER_TIME_JUMP);
        }
        jumped = false;
        return new VideoFrame(timeUs, converter.convert(picture), all);
    }

    private VideoException tooLong(long durationUs) {
        return stream.tooLong(durationUs, times.hasTaken() ? times.afterLastUs() : null);
    }

    /** Frames decoded so far, wanted or not. */
    public long frames() {
        return faults.frames();
    }

    /**
     * Announced duration in the time of recording, or that of the time stamps where they jump, µs;
     * null if that is not known. Where there is no index, all packets are read for that.
     */
    public Long durationUs() {
        return TimeScan.durationUs(container, stream, limits);
    }

    /** What a user must know of the file, sentences. */
    public List<String> notes() {
        return stream.notes();
    }

    @Override
    public void close() {
        ended = true;
        pictures.close();
        converter.close();
        decoder.close();
        packets.close();
        if (!container.context().isNull()) {
            container.close();
        }
    }
}
