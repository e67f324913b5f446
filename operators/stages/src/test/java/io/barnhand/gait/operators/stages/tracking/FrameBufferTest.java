package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBufferTest {

    private static final TrackedBox BOX = new TrackedBox("t", new Box(1, 2, 3, 4), 9, 0.5f, false);

    private final FrameBuffer buffer = new FrameBuffer(List.of(), List.of());

    private static BgrImage image() {
        return new BgrImage(4, 2, new byte[24]);
    }

    private static List<Long> times(List<FrameBuffer.BufferedFrame> frames) {
        return frames.stream().map(frame -> frame.timeUs).toList();
    }

    @Test
    void framesAwaitTheNextDetectionThenAConfirmation() {
        buffer.add(1, List.of("overlap"), image());
        buffer.add(2, List.of(), image());
        assertThat(times(buffer.recent())).containsExactly(1L, 2L);
        assertThat(buffer.firstUs()).isEqualTo(1);

        buffer.detected(true);
        buffer.add(3, List.of(), image());
        assertThat(times(buffer.older())).containsExactly(1L, 2L);
        assertThat(times(buffer.recent())).containsExactly(3L);
        assertThat(buffer.firstUs()).isEqualTo(1);
        assertThat(buffer.bytes()).isEqualTo(72);
        assertThat(buffer.recentBytes()).isEqualTo(24);

        buffer.detected(false);
        assertThat(buffer.firstUs()).isNull();
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void whatIsRememberedComesBackWithoutPixelsAndRegainsThem() {
        buffer.add(1, List.of("overlap"), image()).boxes.add(BOX);
        buffer.detected(true);
        buffer.add(2, List.of(), image());

        FrameBuffer restored =
                new FrameBuffer(buffer.olderWithoutPixels(), buffer.recentWithoutPixels());

        assertThat(restored.olderWithoutPixels())
                .containsExactly(new HeldFrame(1, List.of("overlap"), List.of(BOX)));
        assertThat(restored.pixelsMissing()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(restored.bytes()).isZero();

        restored.regain(new VideoFrame(1, image()));
        restored.regain(new VideoFrame(7, image()));

        assertThat(restored.pixelsMissing()).containsExactly(2L);
        assertThat(restored.bytes()).isEqualTo(24);
    }

    @Test
    void framesWhosePixelsAreGoneAreGivenUp() {
        buffer.add(1, List.of(), image());
        FrameBuffer restored = new FrameBuffer(List.of(), buffer.recentWithoutPixels());
        restored.add(2, List.of(), image());

        restored.giveUpMissing();

        assertThat(times(restored.recent())).containsExactly(2L);
        assertThat(restored.pixelsMissing()).isEmpty();
    }

    @Test
    void nothingIsHeldOnceItIsCleared() {
        buffer.add(1, List.of(), image());
        buffer.detected(true);
        buffer.add(2, List.of(), image());

        buffer.clear();

        assertThat(buffer.firstUs()).isNull();
        assertThat(buffer.older()).isEmpty();
        assertThat(buffer.recent()).isEmpty();
    }
}
