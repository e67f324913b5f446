package io.barnhand.gait.operators.video.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VideoOpenerTest {

    private static final Path SCRATCH = Path.of("scratch");
    private static final VideoSegment SEGMENT =
            new VideoSegment(
                    "cam",
                    "rec",
                    0,
                    "unit",
                    "s3://barn/1.mp4",
                    0,
                    ClockStatus.KNOWN,
                    true,
                    null,
                    -1,
                    null);

    private final AtomicInteger left = new AtomicInteger();

    @Test
    void leavesTheFileOnceItsFramesAreClosed() throws Exception {
        FrameSource frames = opener((file, segment, limits, wanted) -> noFrames(() -> {})).open();

        assertThat(left).hasValue(0);
        frames.close();
        assertThat(left).hasValue(1);
    }

    @Test
    void leavesTheFileWhereItsFramesCannotBeClosed() throws Exception {
        FrameSource frames =
                opener(
                                (file, segment, limits, wanted) ->
                                        noFrames(
                                                () -> {
                                                    throw new IllegalStateException("the store");
                                                }))
                        .open();

        assertThatThrownBy(frames::close).hasMessage("the store");
        assertThat(left).hasValue(1);
    }

    @Test
    void leavesTheFileThatCannotBeDecoded() {
        Opening opening =
                opener(
                        (file, segment, limits, wanted) -> {
                            throw new VideoException(
                                    DeadLetterReason.UNREADABLE,
                                    null,
                                    file + " is cut",
                                    "copy it again");
                        });

        assertThatThrownBy(opening::open).hasMessage("s3://barn/1.mp4 is cut; copy it again");
        assertThat(left).hasValue(1);
    }

    private interface Opening {
        FrameSource open();
    }

    private Opening opener(VideoDecoder decoder) {
        VideoFiles files = (segment, limits, scratch) -> new Fetched();
        VideoOpener opener = new VideoOpener(files, decoder, VideoLimits.DEFAULT, SCRATCH);
        return () -> opener.open(SEGMENT, time -> true);
    }

    /** Counts how often it is left. */
    private final class Fetched extends LocalVideo {

        Fetched() {
            super(SCRATCH.resolve("copy"));
        }

        @Override
        VideoException withSegmentName(VideoException failure) {
            return new VideoException(
                    failure.reason(),
                    failure.timeUs(),
                    failure.problem().replace(file().toString(), SEGMENT.uri()),
                    failure.action());
        }

        @Override
        public void close() {
            left.incrementAndGet();
        }
    }

    private static FrameSource noFrames(Runnable close) {
        return new FrameSource() {
            @Override
            public VideoFrame next() {
                return null;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
