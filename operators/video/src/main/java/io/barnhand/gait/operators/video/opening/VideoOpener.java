package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** Obtains the file of a segment and decodes it; closing the frames releases the file. */
public final class VideoOpener implements FrameOpener {

    private final VideoFiles files;
    private final VideoDecoder decoder;
    private final VideoLimits limits;
    private final Path scratch;

    /**
     * @param files obtains the files
     * @param decoder closed by its creator
     * @param limits of every file
     * @param scratch folder for files that are needed as long as their segment is open
     */
    public VideoOpener(VideoFiles files, VideoDecoder decoder, VideoLimits limits, Path scratch) {
        this.files = files;
        this.decoder = decoder;
        this.limits = limits;
        this.scratch = scratch;
    }

    @Override
    public FrameSource open(VideoSegment segment, LongPredicate wanted) {
        LocalVideo video = files.obtain(segment, limits, scratch);
        try {
            return new OpenVideo(decoder.open(video.file(), segment, limits, wanted), video);
        } catch (VideoException e) {
            video.close();
            throw video.withSegmentName(e);
        } catch (RuntimeException | Error e) {
            video.close();
            throw e;
        }
    }

    private static final class OpenVideo implements FrameSource {

        private final FrameSource frames;
        private final LocalVideo video;

        OpenVideo(FrameSource frames, LocalVideo video) {
            this.frames = frames;
            this.video = video;
        }

        @Override
        public VideoFrame next() {
            try {
                return frames.next();
            } catch (VideoException e) {
                throw video.withSegmentName(e);
            }
        }

        @Override
        public void close() {
            try (video) {
                frames.close();
            }
        }
    }
}
