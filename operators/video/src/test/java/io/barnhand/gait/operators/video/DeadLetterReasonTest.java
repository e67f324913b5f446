package io.barnhand.gait.operators.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.container.VideoException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterReasonTest {

    /** They are in files, in tables and in the labels of metrics. */
    @Test
    void stagesAndKeysStayAsTheyAreWritten() {
        assertThat(
                        Arrays.stream(DeadLetterReason.values())
                                .map(r -> r.stage().key() + " " + r.key()))
                .containsExactly(
                        "plan unreadable",
                        "plan not_video",
                        "plan bad_plan",
                        "plan no_sequence",
                        "plan duplicate_sequence",
                        "plan bad_start",
                        "plan clock_unknown",
                        "plan copy",
                        "parse malformed",
                        "parse not_a_pose",
                        "parse unreadable_poses",
                        "order late",
                        "order bad_start",
                        "decode missing",
                        "decode unreadable",
                        "decode not_video",
                        "decode forbidden_format",
                        "decode too_many_pixels",
                        "decode bad_geometry",
                        "decode too_long",
                        "decode too_many_frames",
                        "decode too_many_bytes",
                        "decode truncated",
                        "decode corrupt",
                        "decode contradictory_rate",
                        "decode untimed_frames",
                        "decode foreign_root",
                        "decode size_mismatch",
                        "decode digest_mismatch",
                        "decode decoder_hung",
                        "decode decoder_crashed",
                        "decode decoder_memory",
                        "detect detector_failed",
                        "pose pose_failed",
                        "write record_too_large",
                        "write refused_time",
                        "write no_key");
    }

    @Test
    void stageAndKeyTellAReason() {
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            assertThat(DeadLetterReason.of(reason.stage(), reason.key())).contains(reason);
        }
        assertThat(DeadLetterReason.of(DeadLetterStage.DECODE, "late")).isEmpty();
    }

    @Test
    void aLetterIsWrittenWithTheStageOfItsReason() {
        assertThat(DeadLetter.of(DeadLetterReason.LATE, "cam", "rec", "a.mp4", "m", 7L))
                .isEqualTo(new DeadLetter("cam", "rec", "a.mp4", "order", "late", "m", 7L));
        assertThat(DeadLetter.of(DeadLetterReason.MALFORMED, "t:1", "m"))
                .isEqualTo(new DeadLetter(null, null, "t:1", "parse", "malformed", "m", null));
    }

    @Test
    void aVideoFailsForAReasonOfDecodingOnly() {
        assertThatThrownBy(() -> new VideoException(DeadLetterReason.LATE, null, "p", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LATE");
    }
}
