package io.barnhand.gait.job.integration.destinations;

import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parquet files by camera and day; {@code ParquetArchiveITCase} reads them with another program.
 */
class ParquetDestinationITCase extends DestinationContract {

    @Override
    List<ResultKind<?>> results() {
        return List.of(ResultKind.POSES);
    }

    @Override
    String target(ResultKind<?> result) {
        return String.format(Locale.ROOT, "{kind: parquet, path: %s}", folder);
    }

    @Override
    List<String> stored(ResultKind<?> result) {
        List<String> lines = new ArrayList<>();
        PoseFiles.forEachIn(
                StoredPath.of(folder.resolve("run=" + RUN)),
                pose -> lines.add(PoseLine.write(pose)));
        return lines;
    }

    @Override
    List<String> open() throws Exception {
        return openFiles(folder);
    }
}
