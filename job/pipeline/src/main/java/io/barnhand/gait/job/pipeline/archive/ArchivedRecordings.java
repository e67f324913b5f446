package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.pipeline.source.PoseArchive;
import io.barnhand.gait.job.pipeline.source.TrackSource;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.stages.tracking.HorseRoster;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The second phase of an archive reads the files of the first one: keypoints, coverage and dead
 * letters of a run.
 */
public final class ArchivedRecordings implements TrackSource {

    private final Ledger ledger;
    private final List<DeadLetter> notPlanned;

    /**
     * @param ledger of a run whose units are done
     * @param notPlanned files that were left out before
     */
    public ArchivedRecordings(Ledger ledger, List<DeadLetter> notPlanned) {
        this.ledger = ledger;
        this.notPlanned = notPlanned;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public Tracks open(StreamExecutionEnvironment env) {
        Tracks archived = new PoseArchive(HorseRoster.NONE, ledger.poses()).open(env);
        DataStream<DeadLetter> letters =
                archived.deadLetters()
                        .union(
                                records(
                                        env,
                                        ledger.letters(),
                                        DeadLetterLine::read,
                                        DeadLetter.class));
        return new Tracks(
                archived.events(),
                Optional.of(
                        records(env, ledger.coverage(), CoverageLine::read, CoverageSpan.class)),
                notPlanned.isEmpty() ? letters : letters.union(notPlanned(env)));
    }

    private DataStream<DeadLetter> notPlanned(StreamExecutionEnvironment env) {
        return env.fromData(notPlanned, TypeInformation.of(DeadLetter.class))
                .name("rejected by the planner")
                .uid("planner-dead-letters")
                .setParallelism(1);
    }

    private static <T> DataStream<T> records(
            StreamExecutionEnvironment env,
            Path folder,
            MapFunction<String, T> reader,
            Class<T> type) {
        return env.fromSource(
                        FileSource.forRecordStreamFormat(new TextLineInputFormat(), folder).build(),
                        WatermarkStrategy.noWatermarks(),
                        folder.getName() + " of the archive")
                .uid("archive-" + folder.getName())
                .map(reader)
                .returns(TypeInformation.of(type))
                .name("read " + folder.getName())
                .uid("archive-read-" + folder.getName());
    }
}
