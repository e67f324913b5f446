package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.tracking.HorseRoster;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Archived keypoints, as JSON lines or Parquet. A track ends where its poses end. An archive does
 * not show what was recorded while no horse was there.
 */
public final class PoseArchive implements TrackSource {

    /** Accumulator of the poses that were read. */
    public static final String POSES = "poses";

    /** Accumulator of the lines and rows that are none. */
    public static final String REFUSED = "refused lines";

    private final HorseRoster roster;
    private final Path[] paths;

    /**
     * @param roster horses that cameras show for a time, whatever the archive says of them; at
     *     other times its own word counts
     * @param paths files, or folders with all below them whose names begin with neither a dot nor
     *     an underscore
     */
    public PoseArchive(HorseRoster roster, Path... paths) {
        this.roster = roster;
        this.paths = paths.clone();
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public Tracks open(StreamExecutionEnvironment env) {
        FileSource<ArchivedPose> files =
                FileSource.forBulkFileFormat(new PoseFileFormat(), paths).build();
        SingleOutputStreamOperator<TrackEvent> parsed =
                env.fromSource(files, WatermarkStrategy.noWatermarks(), "pose archive")
                        .uid("pose-archive")
                        .process(new SeparatePosesFunction(roster))
                        .name("SeparatePoses")
                        .uid("separate-poses");
        return new Tracks(
                parsed.assignTimestampsAndWatermarks(TrackSource.eventTime())
                        .name("event time")
                        .uid("archive-event-time"),
                Optional.empty(),
                parsed.getSideOutput(SeparatePosesFunction.DEAD_LETTERS));
    }
}
