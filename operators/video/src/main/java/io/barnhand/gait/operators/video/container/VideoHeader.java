package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * What a video file says of itself, which is not always so; no frame is converted.
 *
 * @param codec as FFmpeg calls it, for example {@code hevc}
 * @param width px, as coded
 * @param height px, as coded
 * @param durationUs null where it does not say
 */
public record VideoHeader(String codec, int width, int height, Long durationUs) {

    /**
     * Reads the header of a file under the limits that its frames would be read under.
     *
     * @param file address of a file, on a disk or in a store
     * @param store asked for what is not on a disk
     * @param limits what the file may cost
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format}, {@code
     *     unreadable}, {@code too_many_pixels} or {@code too_long}
     */
    public static VideoHeader read(URI file, RemoteFiles store, VideoLimits limits)
            throws VideoException {
        try (VideoContainer container = VideoContainer.open(file, store)) {
            AVCodecParameters video = VideoStream.find(container, limits).parameters();
            return new VideoHeader(
                    avcodec_get_name(video.codec_id()).getString(StandardCharsets.UTF_8),
                    video.width(),
                    video.height(),
                    container.durationUs());
        }
    }
}
