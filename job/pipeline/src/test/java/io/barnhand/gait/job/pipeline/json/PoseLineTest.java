package io.barnhand.gait.job.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoseLineTest {

    @Test
    void hasTheStableForm() {
        HorsePose pose = pose(List.of());

        assertThat(PoseLine.write(pose))
                .isEqualTo(
                        "{\"camera\":\"aisle\",\"recording\":\"r\",\"track\":\"r/0/0\",\"horse\":null,"
                                + "\"time_us\":1612137600066667,\"image_size\":[1920,1080],"
                                + "\"bbox\":[1.5,2.0625,300.0,200.0],\"bbox_score\":0.913,"
                                + "\"keypoints\":[[10.0625,20.5,0.417],"
                                + "null,".repeat(15)
                                + "null],\"model\":\"m@12345678\"}");
    }

    @Test
    void aWrittenPoseReadsBackTheSame() {
        HorsePose pose = pose(List.of(FrameFlag.OVERLAP.key(), FrameFlag.RIDER.key()));

        HorsePose read = PoseLine.read(PoseLine.write(pose));

        assertThat(read.keypoints()).containsExactly(pose.keypoints());
        assertThat(read).usingRecursiveComparison().ignoringFields("keypoints").isEqualTo(pose);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[1]", "3", "{}", "{\"camera\":\"a\"} {}", "null"})
    void whatIsNotAPoseIsRefused(String line) {
        assertThatThrownBy(() -> PoseLine.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"time_us\":1612137600066667 | \"time_us\":1.5 | time_us is 1.5",
                "\"image_size\":[1920,1080] | \"image_size\":[0,1080] | image_size is 0.0",
                "\"bbox\":[1.5,2.0625,300.0,200.0] | \"bbox\":[9,9,1,1] | bbox is",
                "\"camera\":\"aisle\" | \"camera\":null | camera is missing",
                "[10.0625,20.5,0.417] | [1e99,20.5,0.417] | keypoints[0] is",
                "[10.0625,20.5,0.417] | [1,2] | keypoints[0] must be",
                "null],\"model\" | null,null],\"model\" | keypoints must be a list of 17",
                "\"bbox_score\":0.913 | \"bbox_score\":\"x\" | bbox_score is",
            })
    void aBadFieldIsNamed(String good, String bad, String message) {
        String line = PoseLine.write(pose(List.of())).replace(good, bad);

        assertThatThrownBy(() -> PoseLine.read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static HorsePose pose(List<String> flags) {
        float[] keypoints = new float[51];
        Arrays.fill(keypoints, Float.NaN);
        keypoints[0] = 10.0625f;
        keypoints[1] = 20.5f;
        keypoints[2] = 0.417f;
        return new HorsePose(
                "aisle",
                "r",
                "r/0/0",
                null,
                1612137600066667L,
                1920,
                1080,
                new Box(1.5, 2.0625, 300, 200),
                0.913f,
                keypoints,
                "m@12345678",
                flags);
    }
}
