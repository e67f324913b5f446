package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.barnhand.gait.operators.video.DeadLetterReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The best video stream of a container, with its announced properties. Cover pictures do not count.
 *
 * <p>The search keeps to the limits of a file: FFmpeg must decode some streams to learn their
 * parameters, so sizes are checked before, and the decoding is bounded.
 */
public final class VideoStream {

    private static final int FROM_STREAM = 1;

    private final VideoContainer container;
    private final VideoLimits limits;
    private final AVStream stream;
    private final CaptureTime time;

    private VideoStream(
            VideoContainer container, VideoLimits limits, AVStream stream, CaptureTime time) {
        this.container = container;
        this.limits = limits;
        this.stream = stream;
        this.time = time;
    }

    /**
     * The length that a file announces.
     *
     * @param durationUs in the time of recording, null if not announced
     * @param startedUs time of the first packet, likewise
     * @param frames packets of the stream, 0 if not announced
     * @param lastIndexed decoding time stamp of the last packet in the index, in ticks of the
     *     stream; null without an index
     */
    public record Announcement(Long durationUs, long startedUs, long frames, Long lastIndexed) {}

    /**
     * @param limits what the file may cost
     * @throws VideoException {@code too_many_pixels}, {@code too_long} (only where that is certain
     *     by its time stamps, or nothing but the announcement is to be had), {@code not_video},
     *     {@code forbidden_format}, {@code contradictory_rate} or {@code unreadable}
     */
    public static VideoStream find(VideoContainer container, VideoLimits limits) {
        VideoStream found = ofAnyLength(container, limits);
        Long announcedUs = found.durationUs();
        if (announcedUs != null
                && announcedUs > limits.durationUs()
                && TimeScan.isTooLong(container, found, limits, TimeScan.MAX_BYTES)) {
            throw found.tooLong(announcedUs, null);
        }
        return found;
    }

    /** The same, however long the file says that it is. */
    static VideoStream ofAnyLength(VideoContainer container, VideoLimits limits) {
        StreamGeometry.checkAnnounced(container, limits);
        VideoCodecs.restrict(container, limits);
        probe(container, limits);
        StreamGeometry.checkAnnounced(container, limits);
        AVFormatContext context = container.context();
        int best =
                av_find_best_stream(
                        context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<AVCodec>) null, 0);
        if (best < 0 || isCover(context.streams(best))) {
            container.requireStore();
            throw container.failure(
                    DeadLetterReason.NOT_VIDEO, "holds no video stream", "name a video file");
        }
        AVStream stream = context.streams(best);
        VideoCodecs.require(container, limits, stream.codecpar());
        VideoStream found =
                new VideoStream(container, limits, stream, CaptureProbe.of(container, stream));
        found.geometry().checkAnnounced();
        return found;
    }

    private static void probe(VideoContainer container, VideoLimits limits) {
        AVFormatContext context = container.context();
        int streams = context.nb_streams();
        int found;
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                options.put(i, decoderOptions(limits));
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
            container.requireStore();
            throw container.failure(
                    DeadLetterReason.UNREADABLE,
                    String.format(
                            Locale.ROOT,
                            "has no readable streams (%s)",
                            VideoContainer.message(found)),
                    "copy it again, it may have been cut");
        }
    }

    private static AVDictionary decoderOptions(VideoLimits limits) {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "threads", "1", 0);
        // A decoder pads frames to whole macroblocks before FFmpeg compares them.
        long padded = limits.pixels() + limits.pixels() / 8 + (1 << 16);
        av_dict_set(options, "max_pixels", Long.toString(padded), 0);
        return options;
    }

    private static boolean isCover(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    /** Options to open a decoder with: one thread and the limit of pixels. The caller frees it. */
    public AVDictionary decoderOptions() {
        return decoderOptions(limits);
    }

    public AVCodecParameters parameters() {
        return stream.codecpar();
    }

    /** How its pictures are shown. */
    public StreamGeometry geometry() {
        return new StreamGeometry(container, limits, stream);
    }

    /** A path or an address of its file, for messages. */
    public Object name() {
        return container.name();
    }

    /** Its number within the container. */
    public int index() {
        return stream.index();
    }

    /**
     * Whether a presentation time leads to the frames of the same event time: with an index, and
     * where no time stamps jump so far that times do not follow them.
     */
    public boolean isSeekable() {
        Long announcedUs = durationUs();
        return container.isIndexed() && (announcedUs == null || announcedUs <= limits.durationUs());
    }

    /** Time stamps of all frames in the index, µs; empty without an index of all. */
    LongStream indexedUs() {
        int indexed = avformat_index_get_entries_count(stream);
        return stream.nb_frames() <= 0 || indexed < stream.nb_frames()
                ? LongStream.empty()
                : IntStream.range(0, indexed)
                        .mapToObj(i -> avformat_index_get_entry(stream, i))
                        .mapToLong(entry -> microseconds(entry.timestamp()));
    }

    /** The time stamp nearest to a time of recording, in ticks of the stream. */
    public long ticks(long us) {
        return time.scale().ticks(us, stream.time_base().num(), stream.time_base().den());
    }

    /**
     * Presentation time in the time of recording, µs; {@code AV_NOPTS_VALUE} where the time base
     * makes no sense.
     */
    public long microseconds(long stamp) {
        return microseconds(stamp, stream);
    }

    /** The same for any stream of the container. */
    public long microseconds(long stamp, AVStream of) {
        return time.scale().recordedUs(stamp, of.time_base().num(), of.time_base().den());
    }

    /** Announced duration in the time of recording, µs, or null; see the container's. */
    public Long durationUs() {
        Long storedUs = container.durationUs();
        return storedUs == null ? null : (Long) time.scale().recordedUs(storedUs);
    }

    /** Whether it plays slower or faster than it was recorded, so that its times are scaled. */
    public boolean isTimeScaled() {
        return !time.scale().isNone();
    }

    /** Whether it names a rate of capture that cannot be one. */
    public boolean isCaptureRateInvalid() {
        return time.invalid();
    }

    /** What a user must know of the file, sentences. */
    public List<String> notes() {
        return Stream.of(
                        Optional.ofNullable(time.note()),
                        FieldOrder.note(stream.codecpar().field_order()))
                .flatMap(note -> note.map(text -> container.name() + " " + text).stream())
                .toList();
    }

    /** The announcement, as far as it is known by now. */
    public Announcement announcement() {
        AVFormatContext context = container.context();
        long durationUs = context.duration();
        boolean announced =
                durationUs != AV_NOPTS_VALUE && context.duration_estimation_method() == FROM_STREAM;
        if (announced) {
            durationUs = time.scale().recordedUs(durationUs);
        }
        if (container.isAvi()) {
            // FFmpeg corrects an AVI's duration by the size of the file; a tick is a frame.
            durationUs = Math.max(durationUs, microseconds(stream.nb_frames()));
        }
        int indexed = avformat_index_get_entries_count(stream);
        return new Announcement(
                announced ? durationUs : null,
                context.start_time() == AV_NOPTS_VALUE
                        ? 0
                        : time.scale().recordedUs(context.start_time()),
                Math.max(0, stream.nb_frames()),
                indexed > 0 ? avformat_index_get_entry(stream, indexed - 1).timestamp() : null);
    }

    /**
     * The failure of a video that exceeds the limit of duration.
     *
     * @param durationUs its duration, µs
     * @param timeUs event time of the first loss, µs, or null if all is lost
     */
    public VideoException tooLong(long durationUs, Long timeUs) {
        return new VideoException(
                DeadLetterReason.TOO_LONG,
                timeUs,
                String.format(
                        Locale.ROOT,
                        "%s lasts %.0f s, the limit is %d s",
                        container.name(),
                        durationUs / 1e6,
                        limits.duration().toSeconds()),
                "cut it or raise source.limits.duration");
    }

    /**
     * A failure that loses the complete file.
     *
     * @param problem the rest of a sentence that begins with the file's name
     */
    public VideoException failure(DeadLetterReason reason, String problem, String action) {
        return container.failure(reason, problem, action);
    }
}
