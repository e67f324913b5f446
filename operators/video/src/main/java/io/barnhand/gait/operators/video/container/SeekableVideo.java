package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.net.URI;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Files that give the same frames and times when they are read from the middle: those with an
 * index. Only the header is read, nothing is decoded.
 */
public final class SeekableVideo {

    private SeekableVideo() {}

    /**
     * Announced duration, µs; empty without one or if the file cannot be read from the middle.
     *
     * @param file its address, on a disk or in a store
     * @param store reads files that are not on a disk
     */
    public static Optional<Long> durationUs(URI file, RemoteFiles store) {
        try (VideoContainer container = VideoContainer.open(file, store)) {
            return container.isIndexed() ? durationUs(container.context()) : Optional.empty();
        } catch (VideoException e) {
            // The decoder will report the fault.
            return Optional.empty();
        }
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
