package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.sink.Destination;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.source.StoreFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;

/**
 * Folders of files, on a disk or in a store such as S3; a run writes into {@code run=<id>} below
 * each.
 *
 * @param <X> targets that are folders
 */
public abstract class FolderDestination<X extends Target> extends Destination<X> {

    protected FolderDestination(List<ResultTarget<X>> targets) {
        super(StoreFinding.SUBJECT, targets);
    }

    /** The folder of a run below a target. */
    protected static String folder(ResultTarget<?> target, String run) {
        return RunId.folder(path(target), run);
    }

    private static String path(ResultTarget<?> target) {
        return target.settings().folder().orElseThrow();
    }

    private Stream<Path> folders(String run) {
        return targets().stream().map(target -> new Path(folder(target, run)));
    }

    @Override
    public void require() {
        for (Finding finding : findings()) {
            if (finding.status() == Finding.Status.FAILED) {
                throw new ConfigurationException(
                        finding.found(),
                        finding.advice() == null ? "check sinks.*.path" : finding.advice());
            }
        }
    }

    @Override
    public List<RunRegister> registers() {
        return targets().stream().map(target -> FolderRuns.register(path(target))).toList();
    }

    @Override
    public void beginAgain(String run) throws IOException {
        for (ResultTarget<X> target : targets()) {
            OwnFiles.delete(new Path(path(target)), new Path(folder(target, run)));
        }
    }

    /** Every folder is tried by {@link WriteTrial}. */
    @Override
    public List<Finding> findings() {
        return targets().stream()
                .map(FolderDestination::path)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(WriteTrial::of)
                .toList();
    }

    @Override
    public List<Purge> purges(PurgeScope scope) throws IOException {
        List<Purge> purges = new ArrayList<>();
        for (ResultTarget<X> target : targets()) {
            purges.addAll(RunFolders.purges(path(target), target.result(), scope));
        }
        return purges;
    }

    @Override
    public Stream<String> written(String run) {
        return targets().stream()
                .map(target -> folder(target, run))
                .filter(FolderDestination::isThere);
    }

    private static boolean isThere(String folder) {
        try {
            Path path = new Path(folder);
            return path.getFileSystem().exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The output of the run cannot be read", e);
        }
    }
}
