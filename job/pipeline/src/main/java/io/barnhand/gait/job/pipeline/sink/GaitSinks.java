package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.json.CoverageLine;
import io.barnhand.gait.job.pipeline.json.DeadLetterLine;
import io.barnhand.gait.job.pipeline.json.GaitLine;
import io.barnhand.gait.job.pipeline.json.PoseLine;
import io.barnhand.gait.job.pipeline.json.StrideLine;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.results.LineWriter;
import io.barnhand.gait.job.pipeline.results.RecordTraits;
import io.barnhand.gait.job.pipeline.sink.PostgresSink.Table;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;

/**
 * The sinks of one run.
 *
 * @param poses keypoint archive
 * @param gait gait records
 * @param strides strides of passes
 * @param coverage what was expected, decoded, with a horse and usable
 * @param deadLetters input that could not be used
 */
public record GaitSinks(
        List<Sink<HorsePose>> poses,
        List<Sink<GaitRecord>> gait,
        List<Sink<StrideRecord>> strides,
        List<Sink<CoverageSpan>> coverage,
        List<Sink<DeadLetter>> deadLetters) {

    /**
     * The configured sinks, writing into the folders of a run.
     *
     * @throws ConfigurationException if there is a topic among them and Kafka's settings cannot be
     *     used
     */
    public static GaitSinks of(JobConfiguration configuration, String run) {
        SinkOptions options = configuration.sinks();
        KafkaConnection kafka =
                options.all(SinkOptions.Kind.KAFKA).findAny().isPresent()
                        ? KafkaConnection.of(configuration.kafka())
                        : null;
        return new GaitSinks(
                new Result<>(
                                "poses",
                                null,
                                ParquetPosesSink::into,
                                new RecordTraits<>(
                                        HorsePose::camera, HorsePose::track, HorsePose::timeUs),
                                PoseLine::write)
                        .sinks(options.poses(), kafka, run),
                new Result<>(
                                "gait",
                                Table.GAIT,
                                null,
                                new RecordTraits<>(
                                        record -> record.track().cameraId(),
                                        record -> record.track().trackId(),
                                        record -> 1000 * record.window().startMs()),
                                (GaitRecord record) -> GaitLine.write(record, run))
                        .sinks(options.gait(), kafka, run),
                new Result<>(
                                "strides",
                                Table.STRIDE,
                                null,
                                new RecordTraits<>(
                                        StrideRecord::cameraId,
                                        StrideRecord::trackId,
                                        StrideRecord::onUs),
                                (StrideRecord stride) -> StrideLine.write(stride, run))
                        .sinks(options.strides(), kafka, run),
                new Result<>(
                                "coverage",
                                Table.COVERAGE,
                                null,
                                new RecordTraits<>(
                                        CoverageSpan::camera,
                                        CoverageSpan::track,
                                        CoverageSpan::startUs),
                                CoverageLine::write)
                        .sinks(options.coverage(), kafka, run),
                new Result<>(
                                "dead-letter",
                                Table.DEAD_LETTER,
                                null,
                                new RecordTraits<>(
                                        DeadLetter::camera, letter -> null, DeadLetter::timeUs),
                                DeadLetterLine::write)
                        .sinks(options.deadLetter(), kafka, run));
    }

    /** The same sinks without the keypoint archive, for a run that reads it. */
    public GaitSinks withoutPoses() {
        return new GaitSinks(List.of(), gait, strides, coverage, deadLetters);
    }

    /**
     * Makes sure that a run does not write into the folders of an earlier one.
     *
     * @throws ConfigurationException if one of its folders exists
     */
    public static void requireNewRun(SinkOptions options, String run) {
        options.folders()
                .map(target -> new Path(RunId.folder(target.path(), run)))
                .forEach(folder -> requireAbsent(folder, run));
    }

    private static void requireAbsent(Path folder, String run) {
        try {
            if (folder.getFileSystem().exists(folder)) {
                throw new ConfigurationException(
                        "run.id is %s, but %s exists already; give another run.id or remove the folder"
                                .formatted(run, folder));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The output folder %s cannot be looked at: %s; check sinks.*.path"
                            .formatted(folder, e.getMessage()));
        }
    }

    /**
     * One of the results.
     *
     * @param table null where it does not go into a database
     * @param parquet sink of a folder; null where there is no such form
     */
    private record Result<T>(
            String name,
            Table table,
            Function<String, Sink<T>> parquet,
            RecordTraits<T> traits,
            LineWriter<T> writer) {

        List<Sink<T>> sinks(List<SinkOptions.Target> targets, KafkaConnection kafka, String run) {
            List<Sink<T>> sinks = new ArrayList<>();
            for (SinkOptions.Target target : targets) {
                sinks.add(
                        switch (target.kind()) {
                            case JSONL ->
                                    JsonLinesSink.into(RunId.folder(target.path(), run), writer);
                            case PARQUET -> parquet.apply(RunId.folder(target.path(), run));
                            case POSTGRES -> PostgresSink.into(target.url(), table, run, writer);
                            case KAFKA ->
                                    KafkaTopicSink.into(
                                            kafka,
                                            new KafkaRecords<>(target.topic(), run, traits, writer),
                                            target.delivery(),
                                            name + ":" + sinks.size());
                            case NONE -> throw new IllegalArgumentException("no sink");
                        });
            }
            return sinks;
        }
    }
}
