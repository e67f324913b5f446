package io.barnhand.gait.job.analysis.report;

import io.barnhand.gait.job.analysis.report.clip.ClipFolder;
import io.barnhand.gait.job.analysis.report.data.RunFolder;
import io.barnhand.gait.job.analysis.report.data.RunRecords;
import io.barnhand.gait.job.analysis.report.page.PageBuilder;
import io.barnhand.gait.job.analysis.report.page.PageTemplate;
import io.barnhand.gait.job.analysis.report.page.ReportPage;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a run measured as a page for a browser. */
public final class RunReport {

    private RunReport() {}

    /**
     * @param runFolder holds {@code gait/run=<id>/} and the other folders of a run's sinks
     * @param runId which run, or null where the folder holds but one
     * @param videos holds {@code <camera>/<recording>.mp4}, whose first frame is the recording's;
     *     null takes {@code overlay} below the run's folder where it is there, on a disk
     * @param out page to write
     * @throws io.barnhand.gait.job.pipeline.config.ConfigurationException if there is no such run,
     *     or a line of it is broken
     * @throws IOException if something cannot be read or written
     */
    public static void write(StoredPath runFolder, String runId, Path videos, Path out)
            throws IOException {
        RunRecords run = new RunFolder(runFolder).read(runId);
        Path clips = videos == null ? beside(runFolder) : videos;
        ReportPage page = new PageBuilder(run, new ClipFolder(clips, out)).page();
        Path folder = out.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        try (Writer writer = Files.newBufferedWriter(out)) {
            new PageTemplate().write(page, writer);
        }
    }

    /** Clips are shown from a disk. */
    private static Path beside(StoredPath runFolder) {
        return runFolder.isOnDisk() ? Path.of(runFolder.text()).resolve("overlay") : null;
    }
}
