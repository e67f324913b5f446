package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrideLineTest {

    @Test
    void hasTheStableForm() {
        StrideRecord stride =
                new StrideRecord(
                        StrideRecord.SCHEMA_VERSION,
                        null,
                        "r/0/0",
                        "aisle",
                        "r",
                        "m@12345678",
                        "1",
                        "unverified",
                        1_612_137_600_000_000L,
                        GaitWindow.IMAGE_LEFT,
                        "trot",
                        "LH",
                        1_612_137_600_066_667L,
                        1_612_137_600_400_001L,
                        1_612_137_600_800_003L,
                        0.7333360001,
                        1 / 3.0,
                        0.00412345678,
                        null,
                        1.85,
                        2.5,
                        -0.0123456789,
                        0.001,
                        null,
                        null,
                        0.81,
                        List.of(GaitFlag.LR_SWAP_SUSPECTED));

        String line = StrideLine.write(stride, "monday");
        assertThat(StrideLine.write(StrideLine.read(line), "monday")).isEqualTo(line);
        assertThat(line)
                .isEqualTo(
                        "{\"schema_version\":\"1.0\",\"horse_id\":null,\"track_id\":\"r/0/0\","
                                + "\"camera_id\":\"aisle\",\"recording\":\"r\","
                                + "\"pose_model\":\"m@12345678\",\"algo_version\":\"1\","
                                + "\"kp_semantics\":\"unverified\","
                                + "\"pass_start_us\":1612137600000000,"
                                + "\"direction\":\"image_left\",\"gait\":\"trot\",\"limb\":\"LH\","
                                + "\"on_us\":1612137600066667,\"off_us\":1612137600400001,"
                                + "\"next_on_us\":1612137600800003,\"stride_s\":0.733336,"
                                + "\"stance_s\":0.333333,\"event_error_s\":0.00412346,"
                                + "\"phase\":null,\"stride_length_bl\":1.85,\"speed_bl_s\":2.5,"
                                + "\"head_min_bl\":-0.0123457,\"head_max_bl\":0.001,"
                                + "\"tailroot_min_bl\":null,\"tailroot_max_bl\":null,"
                                + "\"quality\":0.81,\"flags\":[\"lr_swap_suspected\"],"
                                + "\"run\":\"monday\"}");
    }
}
