package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.barnhand.gait.operators.video.DeadLetterReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

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
     * @param file address of a file, on a disk or in a store
     * @param store asked for what is not on a disk
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format}, {@code
     *     unreadable} or as {@code not_video} also what holds no video stream
     */
    public static VideoHeader read(URI file, RemoteFiles store) throws VideoException {
        try (VideoContainer container = VideoContainer.open(file, store)) {
            AVFormatContext context = container.context();
            int stream = -1;
            if (avformat_find_stream_info(context, (AVDictionary) null) >= 0) {
                stream =
                        av_find_best_stream(
                                context,
                                AVMEDIA_TYPE_VIDEO,
                                -1,
                                -1,
                                (PointerPointer<AVCodec>) null,
                                0);
            }
            if (stream < 0) {
                container.requireStore();
                throw new VideoException(
                        DeadLetterReason.NOT_VIDEO,
                        null,
                        "%s holds no video stream: name a video file".formatted(file));
            }
            AVCodecParameters video = context.streams(stream).codecpar();
            long duration = context.duration();
            return new VideoHeader(
                    avcodec_get_name(video.codec_id()).getString(StandardCharsets.UTF_8),
                    video.width(),
                    video.height(),
                    duration == AV_NOPTS_VALUE || duration <= 0 ? null : duration);
        }
    }
}
