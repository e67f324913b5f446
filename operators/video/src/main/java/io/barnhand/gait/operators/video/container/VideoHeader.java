package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * The header of a video file, which need not be true; no frame is converted.
 *
 * @param codec as FFmpeg calls it, for example {@code hevc}
 * @param width px, as coded
 * @param height px, as coded
 * @param durationUs in the time of recording, null if not announced
 * @param notes what a user must know of it, sentences
 */
public record VideoHeader(
        String codec, int width, int height, Long durationUs, List<String> notes) {

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
            return new VideoHeader(
                    avcodec_get_name(video.codec_id()).getString(StandardCharsets.UTF_8),
                    video.width(),
                    video.height(),
                    stream.durationUs(),
                    stream.notes());
        }
    }
}
