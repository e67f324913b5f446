package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.Clips;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorseDetectionFunctionITCase {

    private static final int UNITS = 3;

    @TempDir static Path folder;

    private static List<VideoSegment> segments() {
        List<VideoSegment> segments = new ArrayList<>();
        for (int second = 0; second < 3; second++) {
            int first = 30 * second;
            Path file =
                    Clips.lossless(
                            folder.resolve(second + ".avi"),
                            Paddock.WIDTH,
                            Paddock.HEIGHT,
                            30,
                            i -> Paddock.frame(first + i));
            for (int unit = 0; unit < UNITS; unit++) {
                segments.add(
                        new VideoSegment(
                                "cam" + unit,
                                "rec",
                                second,
                                "cam" + unit + "/rec",
                                file.toString(),
                                second * 1_000_000L,
                                ClockStatus.KNOWN,
                                // One recording is left open: the end of input ends it.
                                second == 2 && unit > 0,
                                null,
                                -1,
                                null));
            }
        }
        return segments;
    }

    private static final class CutLines implements FlatMapFunction<HorseCrops, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(HorseCrops crops, Collector<String> out) {
            for (HorseCrop crop : crops.crops()) {
                out.collect(crop.camera() + " " + FoundCrops.Cut.of(crop));
            }
            for (TrackEnded ended : crops.ended()) {
                out.collect(ended.toString());
            }
        }
    }

    private static Set<String> run(List<VideoSegment> segments, String mode, int parallelism)
            throws Exception {
        Configuration configuration =
                Configuration.fromMap(
                        Map.of(
                                "execution.runtime-mode",
                                mode,
                                "pipeline.generic-types",
                                "false",
                                "pipeline.object-reuse",
                                "true",
                                "execution.batch.adaptive.auto-parallelism.enabled",
                                "false"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        WatermarkStrategy<VideoSegment> stamps =
                WatermarkStrategy.<VideoSegment>noWatermarks()
                        .withTimestampAssigner((segment, before) -> segment.startUs() / 1000);
        Set<String> lines = new TreeSet<>();
        int count = 0;
        try (CloseableIterator<String> results =
                env.fromData(
                                TypeInformation.of(VideoSegment.class),
                                segments.toArray(VideoSegment[]::new))
                        .assignTimestampsAndWatermarks(stamps)
                        .keyBy(VideoSegment::unit)
                        .process(
                                new HorseDetectionFunction(
                                        DetectionSettings.defaults(Set.of("horse")),
                                        Paddock::lease,
                                        VideoFiles.LOCAL,
                                        VideoDecoderSource.IN_PROCESS))
                        .flatMap(new CutLines())
                        .executeAndCollect()) {
            while (results.hasNext()) {
                lines.add(results.next());
                count++;
            }
        }
        assertThat(count).isEqualTo(lines.size());
        return lines;
    }

    @Test
    void batchAndStreamingGiveTheSameCropsAtAnyParallelism() throws Exception {
        List<VideoSegment> segments = segments();
        Set<String> lines = run(segments, "STREAMING", 1);

        assertThat(lines).hasSizeGreaterThan(UNITS * 90);
        assertThat(lines).filteredOn(line -> line.contains("end_of_recording")).hasSize(UNITS * 2);
        assertThat(run(segments, "STREAMING", 2)).isEqualTo(lines);
        assertThat(run(segments, "BATCH", 1)).isEqualTo(lines);
        assertThat(run(segments, "BATCH", 2)).isEqualTo(lines);
    }
}
