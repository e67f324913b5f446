package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Folders that are written to: room for temporary files and for unpacked native libraries. */
public final class FolderCheck {

    private static final String SUBJECT = "Disk";
    private static final double GB = 1L << 30;

    private FolderCheck() {}

    /**
     * @param fetched bytes of segments that may be fetched into the temporary folder at a time
     */
    public static List<Finding> find(long fetched) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                of(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        (1L << 30) + fetched,
                        "free some, or name another folder with -Djava.io.tmpdir"));
        findings.add(
                of(engines(), 1L << 30, "free some, or name another folder with DJL_CACHE_DIR"));
        return findings;
    }

    static Finding of(Path folder, long wanted, String advice) {
        try {
            Path there = existing(folder);
            if (!Files.isDirectory(there) || !Files.isWritable(there)) {
                return Finding.failed(
                        SUBJECT,
                        String.format(Locale.ROOT, "%s cannot be written to", folder),
                        advice);
            }
            long free = Files.getFileStore(there).getUsableSpace();
            String found = String.format(Locale.ROOT, "%s has %.1f GB free", folder, free / GB);
            return free >= wanted
                    ? Finding.ok(SUBJECT, found)
                    : Finding.warning(
                            SUBJECT,
                            String.format(
                                    Locale.ROOT, "%s, %.1f GB are needed", found, wanted / GB),
                            advice);
        } catch (IOException e) {
            return Finding.failed(
                    SUBJECT,
                    String.format(Locale.ROOT, "%s cannot be used (%s)", folder, e),
                    advice);
        }
    }

    /** Where DJL unpacks native libraries. */
    private static Path engines() {
        String given = System.getenv("DJL_CACHE_DIR");
        return given == null ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(given);
    }

    /** The folder, or the nearest one above it, in which it would be made. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
