package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.formats.sinks.JsonLinesSink;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/** Files of JSON lines, of any result. */
public final class JsonLinesDestination extends FolderDestination<Target.JsonLines> {

    public JsonLinesDestination(SinkOptions sinks) {
        super(sinks.targets(Target.JsonLines.class));
    }

    @Override
    protected <T> Sink<T> sink(
            ResultKind<T> result, ResultTarget<Target.JsonLines> target, String run) {
        return JsonLinesSink.into(folder(target, run), result, run);
    }

    /** From lines of coverage; of a run that has none, from those of gait. */
    @Override
    public List<HeldFootage> held(Collection<String> runs) {
        return runs.stream().flatMap(this::held).toList();
    }

    private Stream<HeldFootage> held(String run) {
        FolderFootage footage = new FolderFootage(run);
        folders(ResultKind.COVERAGE, run).forEach(footage::coverage);
        List<HeldFootage> held = footage.held().toList();
        if (held.isEmpty()) {
            folders(ResultKind.GAIT, run).forEach(footage::gait);
            return footage.held();
        }
        return held.stream();
    }

    private Stream<StoredPath> folders(ResultKind<?> result, String run) {
        return targets().stream()
                .filter(target -> target.result() == result)
                .map(target -> StoredPath.of(folder(target, run)));
    }
}
