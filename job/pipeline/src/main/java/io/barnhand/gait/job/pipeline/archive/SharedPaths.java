package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Checks that a task finds under its paths the files that the machine which began the archive
 * found. A machine without the mount would report a complete archive as broken, or fill its local
 * disk.
 */
final class SharedPaths {

    private SharedPaths() {}

    /**
     * @throws ArchiveException if the folder of the run is another one here
     */
    static void requireLedger(Ledger ledger) throws IOException {
        if (!ledger.files().exists(ledger.description())) {
            throw new ArchiveException(
                    String.format(
                            Locale.ROOT,
                            "%s does not exist on %s",
                            ledger.description(),
                            machine()),
                    "set sinks.poses.path to a folder that all machines of the cluster and the one that submits the archive see under the same path");
        }
    }

    /**
     * @throws ArchiveException if a file of the unit is missing with all files beside it
     */
    static void requireFootage(ArchiveUnit unit) throws IOException {
        for (VideoSegment segment : unit.segments()) {
            URI uri = URI.create(segment.uri());
            if ("file".equals(uri.getScheme()) && isAlone(Path.of(uri))) {
                throw new ArchiveException(
                        String.format(
                                Locale.ROOT,
                                "%s does not exist on %s, nor any file in its folder",
                                segment.uri(),
                                machine()),
                        "mount the footage under the same path on all machines of the cluster and on the one that submits the archive");
            }
        }
    }

    private static boolean isAlone(Path file) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        if (!Files.isDirectory(file.getParent())) {
            return true;
        }
        try (Stream<Path> others = Files.list(file.getParent())) {
            return others.findAny().isEmpty();
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }
}
