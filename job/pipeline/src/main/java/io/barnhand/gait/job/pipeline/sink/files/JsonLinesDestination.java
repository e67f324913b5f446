package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.config.SinkOptions.ResultTarget;
import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.job.pipeline.results.ResultKind;
import org.apache.flink.api.connector.sink2.Sink;

/** Files of JSON lines, of any result. */
public final class JsonLinesDestination extends FolderDestination<Target.JsonLines> {

    public JsonLinesDestination(SinkOptions sinks) {
        super(sinks.targets(Target.JsonLines.class));
    }

    @Override
    protected <T> Sink<T> sink(
            ResultKind<T> result, ResultTarget<Target.JsonLines> target, String run) {
        return JsonLinesSink.into(folder(target, run), result.lines(run));
    }
}
