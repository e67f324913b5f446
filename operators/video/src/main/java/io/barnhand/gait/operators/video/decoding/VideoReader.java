package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

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
 * read and decoding errors and opens the decoder before sizes can be looked at.
 *
 * <ul>
 *   <li>The best video stream is read, cover pictures and all else are not.
 *   <li>Time is the presentation time stamp, never index / rate. A frame without a time stamp, or
 *       not later than the one before it, is dropped and counted ({@link #disordered()}).
 *   <li>A frame that the decoder marks as damaged is dropped; that it happened is told at the end
 *       ({@code corrupt}).
 *   <li>Of a part of a file all frames are given from a key frame at least {@link #LEAD_US} before
 *       it up to its end: {@code wanted} chooses. Times are those of the whole file, whose first
 *       frame is decoded for that. What is damaged before the part is not told.
 *   <li>A change of size inside the file is handed on: the images change size.
 *   <li>Quarter turns in the container (phones held upright) are honoured, mirroring is not.
 *   <li>Colours are converted as JavaCV and OpenCV do: BT.601, bilinear.
 *   <li>A file that ends before the video it announces is {@code truncated}; MPEG streams announce
 *       nothing, so there it cannot be seen.
 * </ul>
 */
public final class VideoReader implements FrameSource {

    /** FFmpeg's AV_FRAME_FLAG_CORRUPT, which the binding leaves out. */
    private static final int FRAME_IS_CORRUPT = 1;

    /**
     * How long before a part of a file decoding begins: some containers seek by decoding time, and
     * decimation looks at the frames before.
     */
    private static final long LEAD_US = 1_000_000;

    private static final int ERRORS_WHILE_DRAINING = 1000;
    private static final int FROM_STREAM = 1;

    private final Path file;
    private final long startUs;
    private final TimeRange range;
    private final VideoLimits limits;
    private final LongPredicate wanted;
    private final VideoContainer container;

    private AVStream stream;
    private AVCodecContext codec;
    private AVPacket packet;
    private AVFrame picture;
    private SwsContext scaler;
    private AVFrame converted;
    private int quarterTurns;

    private boolean probing;
    private Long soughtPtsUs;
    private long partPtsUs = Long.MIN_VALUE;
    private long lastDts = Long.MIN_VALUE;
    private boolean draining;
    private boolean ended;
    private int readError;
    private long videoPackets;
    private long lastPacketEndUs = Long.MIN_VALUE;
    private long firstPtsUs = Long.MIN_VALUE;
    private long firstLostPtsUs = Long.MAX_VALUE;
    private long lastTimeUs = Long.MIN_VALUE;
    private long frames;
    private long disordered;
    private long corrupt;
    private Long firstCorruptUs;

    private VideoReader(
            Path file,
            long startUs,
            TimeRange range,
            VideoLimits limits,
            LongPredicate wanted,
            VideoContainer container) {
        this.file = file;
        this.startUs = startUs;
        this.range = range;
        this.limits = limits;
        this.wanted = wanted;
        this.container = container;
    }

    /**
     * Opens a segment. Size, digest, format, frame size and duration are checked here, before any
     * frame is converted.
     *
     * @param segment its URI is a path or a {@code file:} URI
     * @param limits what the file may cost
     * @param wanted asked with the event time (µs) of each frame in order, whether to deliver it;
     *     all are decoded, only those are converted
     * @throws VideoException if nothing of the segment can be read
     */
    public static VideoReader open(VideoSegment segment, VideoLimits limits, LongPredicate wanted)
            throws VideoException {
        return open(SegmentFile.local(segment.uri()), segment, limits, wanted);
    }

    /** Opens a segment whose file is known to be this one, wherever its URI points. */
    static VideoReader open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted)
            throws VideoException {
        SegmentFile.check(file, segment, limits);
        return open(file, segment.startUs(), segment.decoded(), limits, wanted);
    }

    /** Opens a file whose first frame has the time 0; delivers every frame. */
    public static VideoReader open(Path file, VideoLimits limits) throws VideoException {
        return open(file, 0, TimeRange.ALL, limits, time -> true);
    }

    /**
     * Opens a file whose first frame has the given event time, whatever its size.
     *
     * @param startUs event time of the first frame, µs since the epoch
     * @param range what is wanted of it
     */
    public static VideoReader open(
            Path file, long startUs, TimeRange range, VideoLimits limits, LongPredicate wanted)
            throws VideoException {
        VideoReader reader =
                new VideoReader(file, startUs, range, limits, wanted, VideoContainer.open(file));
        try {
            reader.start();
            reader.seek();
            return reader;
        } catch (VideoException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void start() throws VideoException {
        AVFormatContext context = container.context();
        checkAnnouncedSizes(context);
        readStreamInfo(context);
        checkAnnouncedSizes(context);
        int best =
                av_find_best_stream(
                        context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<AVCodec>) null, 0);
        if (best < 0 || isCover(context.streams(best))) {
            throw failure(DeadLetterReason.NOT_VIDEO, "holds no video stream: name a video file");
        }
        stream = context.streams(best);
        long announcedUs = context.duration();
        if (announcedUs != AV_NOPTS_VALUE && announcedUs > limits.durationUs()) {
            throw tooLong(announcedUs);
        }
        AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
        if (decoder == null || decoder.isNull()) {
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "is coded in a way that this FFmpeg cannot decode: convert it to H.264");
        }
        codec = avcodec_alloc_context3(decoder);
        int opened = avcodec_parameters_to_context(codec, stream.codecpar());
        if (opened >= 0) {
            AVDictionary options = decoderOptions();
            try {
                opened = avcodec_open2(codec, decoder, options);
            } finally {
                av_dict_free(options);
            }
        }
        if (opened < 0) {
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "cannot be decoded (%s): convert it to H.264"
                            .formatted(VideoContainer.message(opened)));
        }
        quarterTurns = quarterTurns(stream.codecpar());
        packet = av_packet_alloc();
        picture = av_frame_alloc();
        converted = av_frame_alloc();
    }

    private AVDictionary decoderOptions() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "threads", "1", 0);
        // A decoder pads frames to whole macroblocks before FFmpeg compares them.
        long padded = limits.pixels() + limits.pixels() / 8 + (1 << 16);
        av_dict_set(options, "max_pixels", Long.toString(padded), 0);
        return options;
    }

    private void checkAnnouncedSizes(AVFormatContext context) throws VideoException {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters parameters = context.streams(i).codecpar();
            if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO) {
                checkPixels(parameters.width(), parameters.height(), null);
            }
        }
    }

    private void checkPixels(int width, int height, Long timeUs) throws VideoException {
        if ((long) width * height > limits.pixels()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_PIXELS,
                    timeUs,
                    "%s has frames of %d x %d px, the limit is %d px: scale it down or raise the limit of pixels"
                            .formatted(file, width, height, limits.pixels()));
        }
    }

    /** Some streams must be decoded to learn their parameters: under the same limits. */
    private void readStreamInfo(AVFormatContext context) throws VideoException {
        int streams = context.nb_streams();
        int found;
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                options.put(i, decoderOptions());
            }
            found =
                    streams == 0
                            ? avformat_find_stream_info(context, (AVDictionary) null)
                            : avformat_find_stream_info(context, options);
            for (int i = 0; i < streams; i++) {
                // Empty where FFmpeg used up every entry.
                AVDictionary left = options.get(AVDictionary.class, i);
                if (left != null) {
                    av_dict_free(left);
                }
            }
        }
        if (found < 0) {
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "has no readable streams (%s): it may have been cut"
                            .formatted(VideoContainer.message(found)));
        }
    }

    private static boolean isCover(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    private static int quarterTurns(AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() < 1) {
            return 0;
        }
        AVPacketSideData matrix =
                av_packet_side_data_get(
                        parameters.coded_side_data(),
                        parameters.nb_coded_side_data(),
                        AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
            return 0;
        }
        double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(counterClockwise)
                ? 0
                : Math.floorMod((int) Math.round(-counterClockwise / 90), 4);
    }

    @Override
    public VideoFrame next() throws VideoException {
        while (!ended) {
            VideoFrame frame = step();
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** Decodes a frame or feeds the decoder; null where no frame is to be delivered. */
    private VideoFrame step() throws VideoException {
        int received = avcodec_receive_frame(codec, picture);
        if (received >= 0) {
            return deliver();
        }
        if (received == AVERROR_EOF() || draining && ++corrupt > ERRORS_WHILE_DRAINING) {
            ended = true;
            throwIfIncomplete();
        } else if (!draining) {
            feed();
        }
        return null;
    }

    /** Goes to the key frame that decoding of the range begins with. */
    private void seek() throws VideoException {
        // Differences of times so far apart would not fit into a long.
        if (range.fromUs() <= 0 || range.fromUs() - LEAD_US <= startUs) {
            return;
        }
        probing = true;
        while (firstPtsUs == Long.MIN_VALUE && !ended) {
            step();
        }
        probing = false;
        partPtsUs = firstPtsUs + range.fromUs() - startUs;
        long latestUs = partPtsUs - LEAD_US;
        for (long backUs = 0; latestUs - backUs > firstPtsUs; backUs = 4 * backUs + LEAD_US) {
            if (goTo(latestUs - backUs) && sendKeyFrame(latestUs)) {
                return;
            }
        }
        if (!goTo(firstPtsUs)) {
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "cannot be read from within: convert it to MP4 or MKV");
        }
        soughtPtsUs = firstPtsUs;
    }

    private boolean goTo(long ptsUs) {
        AVRational base = stream.time_base();
        long stamp = av_rescale(ptsUs, base.den(), 1_000_000L * base.num());
        if (av_seek_frame(container.context(), stream.index(), stamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        avcodec_flush_buffers(codec);
        draining = false;
        videoPackets = 0;
        lastPacketEndUs = Long.MIN_VALUE;
        lastTimeUs = Long.MIN_VALUE;
        frames = 0;
        disordered = 0;
        corrupt = 0;
        firstCorruptUs = null;
        return true;
    }

    /** Feeds the decoder the next key frame, unless that comes too late. */
    private boolean sendKeyFrame(long latestUs) {
        while (av_read_frame(container.context(), packet) >= 0) {
            boolean ours = packet.stream_index() == stream.index();
            long ptsUs = notePacket(ours);
            if (ours && (packet.flags() & AV_PKT_FLAG_KEY) != 0 && ptsUs != AV_NOPTS_VALUE) {
                boolean early = ptsUs <= latestUs;
                if (early && avcodec_send_packet(codec, packet) < 0) {
                    noteCorrupt(ptsUs);
                }
                av_packet_unref(packet);
                soughtPtsUs = ptsUs;
                return early;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    /** Hands the decoder its next packet, or the end. */
    private void feed() {
        int read;
        while ((read = av_read_frame(container.context(), packet)) >= 0) {
            boolean ours = packet.stream_index() == stream.index();
            long ptsUs = notePacket(ours);
            int sent = ours ? avcodec_send_packet(codec, packet) : 0;
            av_packet_unref(packet);
            if (sent < 0) {
                noteCorrupt(ptsUs);
            } else if (ours) {
                return;
            }
        }
        if (read != AVERROR_EOF()) {
            readError = read;
        }
        draining = true;
        avcodec_send_packet(codec, null);
    }

    /** Counts a packet; returns its time, µs, or {@code AV_NOPTS_VALUE}. */
    private long notePacket(boolean ours) {
        if (ours) {
            videoPackets++;
            lastDts = Math.max(lastDts, packet.dts());
        }
        AVStream of = container.context().streams(packet.stream_index());
        long stamp = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (stamp == AV_NOPTS_VALUE) {
            return stamp;
        }
        long timeUs = microseconds(stamp, of);
        long durationUs = Math.max(0, microseconds(Math.max(0, packet.duration()), of));
        lastPacketEndUs = Math.max(lastPacketEndUs, timeUs + durationUs);
        return timeUs;
    }

    private void noteCorrupt(long ptsUs) {
        if (ptsUs != AV_NOPTS_VALUE && ptsUs < partPtsUs) {
            return;
        }
        corrupt++;
        if (firstCorruptUs == null) {
            firstCorruptUs = afterLast();
        }
        if (firstPtsUs == Long.MIN_VALUE && ptsUs != AV_NOPTS_VALUE) {
            firstLostPtsUs = Math.min(firstLostPtsUs, ptsUs);
        }
    }

    private long afterLast() {
        return lastTimeUs == Long.MIN_VALUE ? startUs : lastTimeUs + 1;
    }

    private VideoFrame deliver() throws VideoException {
        long stamp = picture.best_effort_timestamp();
        long ptsUs = stamp == AV_NOPTS_VALUE ? stamp : microseconds(stamp, stream);
        if (soughtPtsUs != null && ptsUs != AV_NOPTS_VALUE && ptsUs < soughtPtsUs) {
            // It needs frames before the key frame.
            return null;
        }
        if ((picture.flags() & FRAME_IS_CORRUPT) != 0 || picture.decode_error_flags() != 0) {
            noteCorrupt(ptsUs);
            return null;
        }
        if (ptsUs == AV_NOPTS_VALUE) {
            disordered++;
            return null;
        }
        if (firstPtsUs == Long.MIN_VALUE) {
            // The segment's start is that of its first frame, also where that one is damaged.
            firstPtsUs = Math.min(ptsUs, firstLostPtsUs);
        }
        if (lastTimeUs != Long.MIN_VALUE && ptsUs - firstPtsUs <= lastTimeUs - startUs) {
            disordered++;
            return null;
        }
        long sinceFirstUs = ptsUs - firstPtsUs;
        try {
            // Negative where two absurd time stamps are further apart than a long can say.
            if (sinceFirstUs < 0 || sinceFirstUs > limits.durationUs()) {
                throw tooLong(sinceFirstUs);
            }
            if (++frames > limits.frames()) {
                throw new VideoException(
                        DeadLetterReason.TOO_MANY_FRAMES,
                        afterLast(),
                        "%s holds more than %d frames, 240 per second of the longest video allowed: cut it or raise the limit of duration"
                                .formatted(file, limits.frames()));
            }
            lastTimeUs = Math.addExact(startUs, sinceFirstUs);
            checkPixels(picture.width(), picture.height(), lastTimeUs);
        } catch (VideoException e) {
            ended = true;
            throw e;
        } catch (ArithmeticException e) {
            ended = true;
            throw tooLong(sinceFirstUs);
        }
        if (lastTimeUs >= range.toUs()) {
            ended = true;
            throwIfCorrupt();
            return null;
        }
        if (probing) {
            return null;
        }
        return wanted.test(lastTimeUs) ? new VideoFrame(lastTimeUs, convert()) : null;
    }

    private BgrImage convert() throws VideoException {
        int width = picture.width();
        int height = picture.height();
        scaler =
                sws_getCachedContext(
                        scaler,
                        width,
                        height,
                        picture.format(),
                        width,
                        height,
                        AV_PIX_FMT_BGR24,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null || scaler.isNull()) {
            ended = true;
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "has a pixel format that cannot be converted: convert it to H.264, 8 bit");
        }
        if (converted.width() != width || converted.height() != height) {
            av_frame_unref(converted);
            converted.format(AV_PIX_FMT_BGR24).width(width).height(height);
            int allocated = av_frame_get_buffer(converted, 0);
            if (allocated < 0) {
                throw new OutOfMemoryError(
                        "No memory for a picture of %d x %d px".formatted(width, height));
            }
        }
        sws_scale(
                scaler,
                picture.data(),
                picture.linesize(),
                0,
                height,
                converted.data(),
                converted.linesize());
        int row = 3 * width;
        long stride = converted.linesize(0);
        byte[] pixels = new byte[row * height];
        BytePointer from = converted.data(0);
        for (int y = 0; y < height; y++) {
            from.position(y * stride).get(pixels, y * row, row);
        }
        return turned(new BgrImage(width, height, pixels), quarterTurns);
    }

    /** The picture turned clockwise by quarters. */
    static BgrImage turned(BgrImage image, int quarters) {
        if (quarters == 0) {
            return image;
        }
        int width = image.width();
        int height = image.height();
        boolean upright = quarters % 2 == 1;
        int newWidth = upright ? height : width;
        byte[] from = image.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                int newX = quarters == 1 ? height - 1 - y : quarters == 2 ? width - 1 - x : y;
                int newY = quarters == 1 ? x : quarters == 2 ? height - 1 - y : width - 1 - x;
                int target = 3 * (newY * newWidth + newX);
                to[target] = from[at];
                to[target + 1] = from[at + 1];
                to[target + 2] = from[at + 2];
            }
        }
        return new BgrImage(newWidth, upright ? width : height, to);
    }

    private void throwIfIncomplete() throws VideoException {
        if (frames == 0 && soughtPtsUs == null) {
            throw failure(
                    DeadLetterReason.UNREADABLE,
                    "holds no frame that can be decoded (%d damaged): record it again"
                            .formatted(corrupt));
        }
        long missingUs = missingUs();
        if (readError != 0 || missingUs > 0) {
            throw new VideoException(
                    DeadLetterReason.TRUNCATED,
                    afterLast(),
                    "%s ends %.1f s early after %d frames%s: copy it again from the camera"
                            .formatted(
                                    file,
                                    missingUs / 1e6,
                                    frames,
                                    readError == 0
                                            ? ""
                                            : " (" + VideoContainer.message(readError) + ")"));
        }
        throwIfCorrupt();
    }

    private void throwIfCorrupt() throws VideoException {
        if (corrupt > 0) {
            throw new VideoException(
                    DeadLetterReason.CORRUPT,
                    firstCorruptUs == null ? afterLast() : firstCorruptUs,
                    "%s has %d frames that cannot be decoded beside %d that can: check the disk and the camera"
                            .formatted(file, corrupt, frames));
        }
    }

    /**
     * How much less came than the container announces, µs; 0 where it is complete or announces
     * nothing. All streams count, since sound may outlast the picture, and where a number of frames
     * is announced it must be short as well, since edit lists shorten what is shown.
     */
    private long missingUs() {
        AVFormatContext context = container.context();
        long announcedUs = context.duration();
        boolean announced =
                announcedUs != AV_NOPTS_VALUE
                        && context.duration_estimation_method() == FROM_STREAM;
        if (container.isAvi()) {
            // FFmpeg corrects an AVI's duration by the size of the file; a tick is a frame.
            announcedUs = Math.max(announcedUs, microseconds(stream.nb_frames(), stream));
        }
        if (!announced || allFramesRead() || lastPacketEndUs == Long.MIN_VALUE) {
            return 0;
        }
        long startedUs = context.start_time() == AV_NOPTS_VALUE ? 0 : context.start_time();
        long missing = announcedUs - (lastPacketEndUs - startedUs);
        long readUs = soughtPtsUs == null ? announcedUs : lastPacketEndUs - soughtPtsUs;
        long toleranceUs = 100_000 + 2 * readUs / Math.max(2, videoPackets);
        return missing > toleranceUs ? missing : 0;
    }

    /** Whether a container that tells the number of its frames gave the last of them. */
    private boolean allFramesRead() {
        if (stream.nb_frames() <= 0 || soughtPtsUs == null) {
            return stream.nb_frames() > 0 && videoPackets >= stream.nb_frames();
        }
        int indexed = avformat_index_get_entries_count(stream);
        return indexed > 0 && lastDts >= avformat_index_get_entry(stream, indexed - 1).timestamp();
    }

    /** Presentation time, µs; {@code AV_NOPTS_VALUE} where the time base makes no sense. */
    private static long microseconds(long stamp, AVStream of) {
        return av_rescale(stamp, 1_000_000L * of.time_base().num(), of.time_base().den());
    }

    private VideoException failure(DeadLetterReason reason, String what) {
        return new VideoException(reason, null, file + " " + what);
    }

    private VideoException tooLong(long durationUs) {
        return new VideoException(
                DeadLetterReason.TOO_LONG,
                lastTimeUs == Long.MIN_VALUE ? null : afterLast(),
                "%s lasts %.0f s, the limit is %d s: cut it or raise the limit of duration"
                        .formatted(file, durationUs / 1e6, limits.duration().toSeconds()));
    }

    /** Frames decoded so far, wanted or not. */
    public long frames() {
        return frames;
    }

    /** Frames dropped so far because they had no time stamp or one not after the frame before. */
    public long disordered() {
        return disordered;
    }

    /** How long the file says it is, µs, or null; MPEG streams are estimated from their ends. */
    public Long announcedUs() {
        long us = container.context().duration();
        return us == AV_NOPTS_VALUE || us <= 0 ? null : us;
    }

    @Override
    public void close() {
        ended = true;
        if (converted != null) {
            av_frame_free(converted);
            converted = null;
        }
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        if (picture != null) {
            av_frame_free(picture);
            picture = null;
        }
        if (packet != null) {
            av_packet_free(packet);
            packet = null;
        }
        if (codec != null) {
            avcodec_free_context(codec);
            codec = null;
        }
        if (!container.context().isNull()) {
            container.close();
        }
    }
}
