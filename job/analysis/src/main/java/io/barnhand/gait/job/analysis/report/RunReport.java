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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes what a run measured as a page for a browser. */
public final class RunReport {

    private RunReport() {}

    /**
     * @param runFolder holds {@code gait/run=<id>/} and the other folders of a run's sinks
     * @param runId which run, or null where the folder holds but one
     * @param videos holds {@code <camera>/<recording>.mp4}, whose first frame is the recording's;
     *     null takes {@code overlay} below the run's folder where it is there, on a disk
     * @param out page to write
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if there is no such run, or
     *     a line of it is broken
     * @throws IOException if something cannot be read or written
     */
    public static void write(StoredPath runFolder, String runId, Path videos, Path out)
            throws IOException {
        RunRecords run = new RunFolder(runFolder).read(runId);
        Path clips = videos == null ? beside(runFolder) : videos;
        ReportPage page = new PageBuilder(run, new ClipFolder(clips, out)).page();
        Files.createDirectories(out.toAbsolutePath().getParent());
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            write(page, out);
            return;
        }
        // What breaks off leaves no page that looks complete, and the one before as it was.
        Path whole = Files.exists(out) ? out.toRealPath() : out.toAbsolutePath();
        Path draft = whole.resolveSibling("." + whole.getFileName() + ".part");
        try {
            write(page, draft);
            Files.move(
                    draft,
                    whole,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(ReportPage page, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            new PageTemplate().write(page, writer);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named =
                    new FileSystemException(file.toString(), null, e.getMessage());
            named.addSuppressed(e);
            throw named;
        }
    }

    /** Clips are shown from a disk. */
    private static Path beside(StoredPath runFolder) {
        return runFolder.isOnDisk() ? Path.of(runFolder.text()).resolve("overlay") : null;
    }
}
