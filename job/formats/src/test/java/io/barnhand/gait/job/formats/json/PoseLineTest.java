package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.EventTime;
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
                "1612137600066667 | 9223372036854275807 | time_us is 9223372036854275807, must be a time from 1970 to 2199",
                "1612137600066667 | 7258118400000000 | time_us is 7258118400000000",
                "1612137600066667 | -1 | time_us is -1, must be a time from 1970",
                "1612137600066667 | 99999999999999999999 | time_us is 99999999999999999999, must be a time",
                "\"r/0/0\" | 1.5 | track is 1.5, must be a text of at most 512 characters or a whole number",
                "\"r/0/0\" | true | track is true, must be a text",
                "\"r/0/0\" | null | track is null, must be a text or a whole number",
                "\"r/0/0\" | [7] | track is [7], must be a text",
                "\"r/0/0\" | \"\" | track is empty",
                "\"image_size\":[1920,1080] | \"image_size\":[0,1080] | image_size is 0.0",
                "\"bbox\":[1.5,2.0625,300.0,200.0] | \"bbox\":[9,9,1,1] | bbox is",
                "\"camera\":\"aisle\" | \"camera\":null | camera is null",
                "\"camera\":\"aisle\", | `` | camera is missing",
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

    @Test
    void namesMayBeWholeNumbers() {
        String line =
                PoseLine.write(pose(List.of()))
                        .replace("\"aisle\"", "3")
                        .replace("\"r\"", "20261122")
                        .replace("\"r/0/0\"", "7")
                        .replace("\"horse\":null", "\"horse\":12");

        HorsePose read = PoseLine.read(line);

        assertThat(read.camera()).isEqualTo("3");
        assertThat(read.recording()).isEqualTo("20261122");
        assertThat(read.track()).isEqualTo("7");
        assertThat(read.horse()).isEqualTo("12");
    }

    @Test
    void theFirstAndTheLastTimeAreRead() {
        String line = PoseLine.write(pose(List.of()));

        for (long us : new long[] {0, EventTime.END_US - 1}) {
            assertThat(PoseLine.read(line.replace("1612137600066667", "" + us)).timeUs())
                    .isEqualTo(us);
        }
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
