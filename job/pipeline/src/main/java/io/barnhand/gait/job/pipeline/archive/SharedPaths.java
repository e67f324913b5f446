package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether a task finds under its paths what was found there when the archive was begun. A machine
 * that lacks a mount would take a whole archive for broken files, or fill a disk of its own.
 */
final class SharedPaths {

    private SharedPaths() {}

    /**
     * @throws ArchiveException if the folder of the run is another one here
     */
    static void requireLedger(Ledger ledger) throws IOException {
        if (!ledger.files().exists(ledger.description())) {
            throw new ArchiveException(
                    "%s is not there on %s: sinks.poses.path must be a folder that all machines of the cluster and the one that begins the archive see under the same path"
                            .formatted(ledger.description(), machine()));
        }
    }

    /**
     * @throws ArchiveException if a file of the unit is gone with everything beside it
     */
    static void requireFootage(ArchiveUnit unit) throws IOException {
        for (VideoSegment segment : unit.segments()) {
            URI uri = URI.create(segment.uri());
            if ("file".equals(uri.getScheme()) && isAlone(Path.of(uri))) {
                throw new ArchiveException(
                        "%s is not there on %s, nor anything in its folder: footage must be seen under the same path by all machines of the cluster and the one that begins the archive"
                                .formatted(segment.uri(), machine()));
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
