package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.net.URI;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Files that give the same frames and times when they are read from the middle: those with an
 * index. Only the header is read, nothing is decoded.
 */
public final class SeekableVideo {

    private SeekableVideo() {}

    /**
     * Announced duration in the time of recording, µs; empty without one or if the file cannot be
     * read from the middle.
     *
     * @param file its address, on a disk or in a store
     * @param store reads files that are not on a disk
     */
    public static Optional<Long> durationUs(URI file, RemoteFiles store) {
        try (VideoContainer container = VideoContainer.open(file, store)) {
            return container.isIndexed()
                    ? durationUs(container.context()).map(us -> scale(container).recordedUs(us))
                    : Optional.empty();
        } catch (VideoException e) {
            // The decoder will report the fault.
            return Optional.empty();
        }
    }

    private static TimeScale scale(VideoContainer container) {
        AVFormatContext context = container.context();
        int best =
                av_find_best_stream(
                        context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<AVCodec>) null, 0);
        return best < 0
                ? TimeScale.NONE
                : CaptureProbe.of(container, context.streams(best)).scale();
    }

    private static Optional<Long> durationUs(AVFormatContext context) {
        long longestUs = context.duration();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            int den = stream.time_base().den();
            if (stream.duration() != AV_NOPTS_VALUE && den > 0) {
                long us = av_rescale(stream.duration(), 1_000_000L * stream.time_base().num(), den);
                longestUs = Math.max(longestUs, us);
            }
        }
        return longestUs > 0 ? Optional.of(longestUs) : Optional.empty();
    }
}
