package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * The header of a video file, which need not be true; no frame is converted. Where time stamps jump
 * is known of what has an index, and of the first {@value #SCANNED_BYTES} bytes of other files of
 * this machine.
 *
 * @param codec as FFmpeg calls it, for example {@code hevc}
 * @param width px, as coded
 * @param height px, as coded
 * @param durationUs in the time of recording, without what its time stamps skip, null if not known
 * @param notes what a user must know of it, sentences
 */
public record VideoHeader(
        String codec, int width, int height, Long durationUs, List<String> notes) {

    /** Some seconds to minutes of video. */
    private static final long SCANNED_BYTES = 8L << 20;

    public VideoHeader {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the header of a file under the same limits as its frames.
     *
     * @param file address of a file, on a disk or in a store
     * @param store reads files that are not on a disk
     * @param limits of the file
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format}, {@code
     *     unreadable}, {@code too_many_pixels}, {@code too_long} or {@code contradictory_rate}
     */
    public static VideoHeader read(URI file, RemoteFiles store, VideoLimits limits) {
        try (VideoContainer container = VideoContainer.open(file, store)) {
            VideoStream stream = VideoStream.find(container, limits);
            AVCodecParameters video = stream.parameters();
            Optional<TimeScan.TimeStamps> times =
                    TimeScan.of(container, stream, limits, SCANNED_BYTES);
            List<String> notes = new ArrayList<>(stream.notes());
            times.flatMap(seen -> seen.note(container.name(), stream.durationUs()))
                    .ifPresent(notes::add);
            return new VideoHeader(
                    avcodec_get_name(video.codec_id()).getString(StandardCharsets.UTF_8),
                    video.width(),
                    video.height(),
                    times.filter(seen -> seen.contradicts(stream.durationUs()))
                            .map(TimeScan.TimeStamps::contentUs)
                            .orElse(stream.durationUs()),
                    notes);
        }
    }
}
