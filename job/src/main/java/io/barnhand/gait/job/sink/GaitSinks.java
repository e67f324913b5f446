package io.barnhand.gait.job.sink;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.json.CoverageLine;
import io.barnhand.gait.job.json.DeadLetterLine;
import io.barnhand.gait.job.json.GaitLine;
import io.barnhand.gait.job.json.PoseLine;
import io.barnhand.gait.job.json.StrideLine;
import io.barnhand.gait.operators.CoverageSpan;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.gait.GaitRecord;
import io.barnhand.gait.operators.gait.StrideRecord;
import java.io.IOException;
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
                jsonLines(options.poses(), run, PoseLine::write),
                jsonLines(options.gait(), run, record -> GaitLine.write(record, run)),
                jsonLines(options.strides(), run, stride -> StrideLine.write(stride, run)),
                jsonLines(options.coverage(), run, CoverageLine::write),
                jsonLines(options.deadLetter(), run, DeadLetterLine::write));
    }

    /**
     * Makes sure that a run does not write into the folders of an earlier one.
     *
     * @throws ConfigurationException if one of its folders exists
     */
    public static void requireNewRun(SinkOptions options, String run) {
        options.all()
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

    private static <T> List<Sink<T>> jsonLines(
            List<SinkOptions.Target> targets, String run, LineWriter<T> writer) {
        return targets.stream()
                .map(target -> JsonLinesSink.into(RunId.folder(target.path(), run), writer))
                .toList();
    }
}
