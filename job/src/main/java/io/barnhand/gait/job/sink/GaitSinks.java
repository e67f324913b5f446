package io.barnhand.gait.job.sink;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.json.CoverageLine;
import io.barnhand.gait.job.json.DeadLetterLine;
import io.barnhand.gait.job.json.GaitLine;
import io.barnhand.gait.job.json.PoseLine;
import io.barnhand.gait.job.json.StrideLine;
import io.barnhand.gait.job.sink.PostgresSink.Table;
import io.barnhand.gait.operators.CoverageSpan;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.gait.GaitRecord;
import io.barnhand.gait.operators.gait.StrideRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** The configured sinks, writing into the folders of a run. */
    public static GaitSinks of(SinkOptions options, String run) {
        return new GaitSinks(
                files(options.poses(), run, PoseLine::write),
                sinks(options.gait(), run, Table.GAIT, record -> GaitLine.write(record, run)),
                sinks(options.strides(), run, Table.STRIDE, s -> StrideLine.write(s, run)),
                sinks(options.coverage(), run, Table.COVERAGE, CoverageLine::write),
                sinks(options.deadLetter(), run, Table.DEAD_LETTER, DeadLetterLine::write));
    }

    /**
     * Makes sure that a run does not write into the folders of an earlier one.
     *
     * @throws ConfigurationException if one of its folders exists
     */
    public static void requireNewRun(SinkOptions options, String run) {
        options.all(SinkOptions.Kind.JSONL)
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

    private static <T> List<Sink<T>> files(
            List<SinkOptions.Target> targets, String run, LineWriter<T> writer) {
        return targets.stream()
                .map(target -> JsonLinesSink.into(RunId.folder(target.path(), run), writer))
                .toList();
    }

    private static <T> List<Sink<T>> sinks(
            List<SinkOptions.Target> targets, String run, Table table, LineWriter<T> writer) {
        List<Sink<T>> sinks = new ArrayList<>();
        for (SinkOptions.Target target : targets) {
            sinks.add(
                    target.kind() == SinkOptions.Kind.POSTGRES
                            ? PostgresSink.into(target.url(), table, run, writer)
                            : JsonLinesSink.into(RunId.folder(target.path(), run), writer));
        }
        return sinks;
    }
}
