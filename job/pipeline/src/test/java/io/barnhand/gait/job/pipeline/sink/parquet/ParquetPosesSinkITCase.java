package io.barnhand.gait.job.pipeline.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.job.formats.sinks.ParquetPosesSink;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPosesSinkITCase {

    private static final int POSES = 120;

    /** Whose folders have names that are escaped once, and would be again in an address. */
    private static final List<String> CAMERAS = List.of("Stall 3", "50% S\u00fcd");

    private static final long CHECKPOINT_MS = 100;

    @TempDir private Path folder;

    /** Twenty checkpoints, each of which begins new files; fewer than are put together at once. */
    @Test
    void filesOfManyCheckpointsArePutTogetherByCameraAndDay() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(CHECKPOINT_MS);
        env.fromSource(
                        new DataGeneratorSource<>(
                                ParquetPosesSinkITCase::pose,
                                POSES,
                                RateLimiterStrategy.perCheckpoint(6),
                                TypeInformation.of(HorsePose.class)),
                        WatermarkStrategy.noWatermarks(),
                        "poses")
                .sinkTo(new ParquetPosesSink(folder.toString()))
                .uid("keypoints");
        env.execute();

        List<Path> files = files();
        List<Long> times = new ArrayList<>();
        for (Path file : files) {
            times.addAll(times(file));
        }
        assertThat(times)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, POSES).boxed().map(i -> pose(i).timeUs()).toList());
        assertThat(files)
                .extracting(file -> folder.relativize(file.getParent()).toString())
                .containsExactlyInAnyOrder(
                        "camera=Stall%203/day=1970-01-01",
                        "camera=50%25%20S%C3%BCd/day=1970-01-01");
    }

    /** Hidden ones too: none is left that was put together with others. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Long> times(Path file) throws IOException {
        List<Long> times = new ArrayList<>();
        try (PoseFileReader reader =
                new PoseFileReader(new org.apache.flink.core.fs.Path(file.toUri()))) {
            for (PoseRow row; (row = reader.next()) != null; ) {
                times.add(row.pose().timeUs());
            }
        }
        return times;
    }

    private static HorsePose pose(long i) {
        return new HorsePose(
                CAMERAS.get((int) (i % CAMERAS.size())),
                "r",
                "r/0/0",
                null,
                40_000L * i,
                1920,
                1080,
                new Box(1, 2, 300, 200),
                0.9f,
                new float[3 * HorsePose.KEYPOINTS],
                null,
                List.of());
    }
}
