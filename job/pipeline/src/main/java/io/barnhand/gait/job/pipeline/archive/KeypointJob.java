package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.pipeline.source.VideoTracks;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The first phase of an archive: every unit that is not done becomes a file of keypoints, beside
 * files of its coverage and dead letters, and is then entered into the ledger. One vertex from the
 * source to the files.
 */
public final class KeypointJob {

    private final WorkList work;
    private final Ledger ledger;
    private final HorseDetectionFunction detection;
    private final RtmPoseFunction pose;

    /**
     * @param work the units that are not done
     */
    public KeypointJob(
            WorkList work, Ledger ledger, HorseDetectionFunction detection, RtmPoseFunction pose) {
        this.work = work;
        this.ledger = ledger;
        this.detection = detection;
        this.pose = pose;
    }

    /** Adds the job to an environment in streaming mode. */
    public void build(StreamExecutionEnvironment env) {
        env.getCheckpointConfig().disableCheckpointing();
        // Nothing else uses it: units in progress are noted there, and every machine that
        // gets a unit after another one died finds it.
        env.configure(
                new Configuration()
                        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, ledger.attempts()));
        DataStream<VideoSegment> segments =
                env.fromSource(
                                new UnitSource(work, ledger, env.getMaxParallelism()),
                                WatermarkStrategy.noWatermarks(),
                                "recordings",
                                TypeInformation.of(VideoSegment.class))
                        .uid("recordings");
        VideoTracks.Stages stages =
                VideoTracks.Stages.of(
                        DataStreamUtils.reinterpretAsKeyedStream(
                                segments, VideoSegment::unit, Types.STRING),
                        detection,
                        pose);
        stages.events()
                .flatMap(KeypointJob::pose)
                .returns(TypeInformation.of(HorsePose.class))
                .name("poses")
                .uid("poses")
                .sinkTo(
                        new UnitFiles<>(
                                new Path(ledger.folder()),
                                ledger.drafts("keypoints"),
                                PoseFileWriter::new,
                                work,
                                ledger::keypoints))
                .name("keypoint files")
                .uid("keypoint-files");
        stages.coverage()
                .sinkTo(
                        new UnitFiles<>(
                                new Path(ledger.folder()),
                                ledger.drafts("coverage"),
                                out -> new LinesWriter<>(out, CoverageLine::write),
                                work,
                                ledger::coverage))
                .name("coverage files")
                .uid("coverage-files");
        letters(stages.notDecoded(), Ledger.DECODE);
        letters(stages.notPosed(), Ledger.POSE);
    }

    private void letters(DataStream<DeadLetter> letters, String stage) {
        letters.sinkTo(
                        new UnitFiles<>(
                                new Path(ledger.folder()),
                                ledger.drafts(stage),
                                out -> new LinesWriter<>(out, DeadLetterLine::write),
                                work,
                                unit -> ledger.letters(stage, unit)))
                .name(stage + " dead letter files")
                .uid(stage + "-dead-letter-files");
    }

    private static void pose(TrackEvent event, Collector<HorsePose> out) {
        if (event.pose() != null) {
            out.collect(event.pose());
        }
    }
}
