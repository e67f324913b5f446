package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.isolation.DecoderLimits;
import io.barnhand.gait.operators.video.isolation.HostileFiles;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * A Flink of its own that decodes every file of a folder, each a recording, with an FFmpeg that
 * some of them crash. Prints crops and dead letters.
 */
final class CrashedBarn {

    private CrashedBarn() {}

    /** A crop, with its camera. */
    static String line(String camera, FoundCrops.Cut cut) {
        return "crop " + camera + " " + cut;
    }

    static String line(DeadLetter letter) {
        return String.format(
                Locale.ROOT,
                "dead %s %s %s %d",
                letter.camera(),
                letter.stage(),
                letter.reason(),
                letter.timeUs());
    }

    static List<VideoSegment> segments(Path footage) throws IOException {
        List<VideoSegment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(footage)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                segments.add(
                        new VideoSegment(
                                name,
                                "rec",
                                0,
                                name,
                                file.toString(),
                                0,
                                ClockStatus.KNOWN,
                                true,
                                null,
                                -1,
                                null));
            }
        }
        return segments;
    }

    private static final class CropLines implements FlatMapFunction<HorseCrops, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(HorseCrops crops, Collector<String> out) {
            for (HorseCrop crop : crops.crops()) {
                out.collect(line(crop.camera(), FoundCrops.Cut.of(crop)));
            }
        }
    }

    /** Arguments: folder of footage, folder of checkpoints. */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration =
                Configuration.fromMap(
                        Map.of(
                                "execution.checkpointing.dir",
                                Path.of(arguments[1]).toUri().toString(),
                                "pipeline.generic-types",
                                "false",
                                "restart-strategy.type",
                                "none"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        VideoDecoderSource decoders =
                VideoDecoderSource.guarded(
                        context -> HostileFiles.inProcess(),
                        context -> HostileFiles.isolated(DecoderLimits.DEFAULT));
        SingleOutputStreamOperator<HorseCrops> crops =
                env.fromData(
                                TypeInformation.of(VideoSegment.class),
                                segments(Path.of(arguments[0])).toArray(VideoSegment[]::new))
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<VideoSegment>noWatermarks()
                                        .withTimestampAssigner((segment, before) -> 0))
                        .keyBy(VideoSegment::unit)
                        .process(
                                new HorseDetectionFunction(
                                        DetectionSettings.defaults(Set.of("horse")),
                                        Paddock::lease,
                                        VideoFiles.LOCAL,
                                        decoders));
        DataStream<String> letters =
                crops.getSideOutput(HorseDetectionFunction.DEAD_LETTERS).map(CrashedBarn::line);
        try (CloseableIterator<String> lines =
                crops.flatMap(new CropLines()).union(letters).executeAndCollect()) {
            lines.forEachRemaining(System.out::println);
        }
    }
}
