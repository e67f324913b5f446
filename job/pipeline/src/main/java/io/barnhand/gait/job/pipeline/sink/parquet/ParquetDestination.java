package io.barnhand.gait.job.pipeline.sink.parquet;

import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.formats.sinks.ParquetPosesSink;
import io.barnhand.gait.job.pipeline.sink.files.FolderDestination;
import org.apache.flink.api.connector.sink2.Sink;

/** Files of columns, of poses alone: see {@link Target.Parquet#refusal}. */
public final class ParquetDestination extends FolderDestination<Target.Parquet> {

    public ParquetDestination(SinkOptions sinks) {
        super(sinks.targets(Target.Parquet.class));
    }

    /** A sink of poses, as nothing else gets here. */
    @Override
    @SuppressWarnings("unchecked")
    protected <T> Sink<T> sink(
            ResultKind<T> result, ResultTarget<Target.Parquet> target, String run) {
        return (Sink<T>) new ParquetPosesSink(folder(target, run));
    }
}
