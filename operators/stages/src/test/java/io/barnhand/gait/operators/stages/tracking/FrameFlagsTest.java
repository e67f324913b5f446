package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameFlagsTest {

    /** Records of the same footage are the same lines, in every process. */
    @Test
    void theOrderIsAlwaysTheSame() {
        Set<FrameCondition> conditions =
                new LinkedHashSet<>(
                        List.of(
                                FrameCondition.ORIENTATION_UNCLEAR,
                                FrameCondition.TIME_SCALED,
                                FrameCondition.TIME_JUMP));

        List<FrameFlag> flags =
                FrameFlags.of(
                        new VideoFrame(0, new BgrImage(1, 1, new byte[3]), conditions),
                        ClockStatus.UNKNOWN);

        assertThat(flags)
                .containsExactly(
                        FrameFlag.CLOCK_UNKNOWN,
                        FrameFlag.TIME_JUMP,
                        FrameFlag.TIME_SCALED,
                        FrameFlag.ORIENTATION_UNCLEAR);
    }
}
