package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Footage of real horses, which is not shipped. */
@Slow
class RealFootageTest {

    /** Times of all frames; only the first is converted, which is what takes long. */
    private static List<Long> times(Path file) {
        List<Long> times = new ArrayList<>();
        VideoSegment segment =
                new VideoSegment(
                        "c",
                        "r",
                        0,
                        "u",
                        file.toString(),
                        0,
                        ClockStatus.UNKNOWN,
                        true,
                        null,
                        -1,
                        null);
        try (VideoReader reader =
                VideoReader.open(
                        segment,
                        VideoLimits.DEFAULT,
                        time -> {
                            times.add(time);
                            return time == 0;
                        })) {
            assertThat(reader.next().image().width()).isGreaterThan(100);
            assertThat(reader.next()).isNull();
        }
        return times;
    }

    @Test
    void theWalksHaveTheFramesThatWereCounted() throws Exception {
        Path walk = SharedData.require("data/footage").resolve("walk");
        for (String line :
                Files.readAllLines(walk.resolve("truth.csv")).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            double rate = Double.parseDouble(cells[1]);

            List<Long> times = times(walk.resolve(cells[0]));

            assertThat(times).as(cells[0]).hasSize(Integer.parseInt(cells[2]));
            assertThat(times.get(times.size() - 1) / 1e6)
                    .as(cells[0])
                    .isCloseTo((times.size() - 1) / rate, offset(0.001));
        }
    }

    @Test
    void otherClipsAreReadToTheirEnd() throws Exception {
        try (Stream<Path> clips = Files.list(SharedData.require("data/footage").resolve("other"))) {
            for (Path clip : clips.toList()) {
                assertThat(times(clip)).as(clip.toString()).hasSizeGreaterThan(10).isSorted();
            }
        }
    }
}
