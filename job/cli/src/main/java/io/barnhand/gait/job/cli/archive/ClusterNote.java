package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.cli.cluster.ClusterException;
import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Where the jobs of a run are, in its ledger: they keep running when the process that began them is
 * gone, and nothing else may process the run then.
 */
final class ClusterNote {

    private final Ledger ledger;
    private final Path file;

    /**
     * @param ledger of a run that has begun
     */
    ClusterNote(Ledger ledger) {
        this.ledger = ledger;
        file = ledger.cluster();
    }

    /**
     * Makes sure that no job of the run is anywhere else.
     *
     * @param here the cluster that is to have its jobs, if it is one
     * @throws ConfigurationException if there is one
     */
    void requireNotElsewhere(Optional<RestAddress> here) throws IOException {
        Optional<RestAddress> noted = read();
        if (noted.isEmpty() || noted.equals(here)) {
            return;
        }
        RestAddress elsewhere = noted.get();
        try (RemoteCluster cluster = RemoteCluster.at(elsewhere)) {
            cluster.jobOf(ledger.run())
                    .ifPresent(
                            job -> {
                                throw new ConfigurationException(
                                        String.format(
                                                Locale.ROOT,
                                                "Run %s is already running as job %s of %s",
                                                ledger.run(),
                                                job.getJobId(),
                                                elsewhere),
                                        String.format(
                                                Locale.ROOT,
                                                "resume it with --jobmanager %2$s, or stop it first: barnhand stop %1$s --jobmanager %2$s",
                                                ledger.run(),
                                                elsewhere));
                            });
        } catch (ClusterException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s may still be running on a cluster (%s)",
                            ledger.run(),
                            e.getMessage()),
                    String.format(
                            Locale.ROOT, "if that cluster is gone for good, delete %s", file));
        }
    }

    private Optional<RestAddress> read() throws IOException {
        try (InputStream in = files().open(file)) {
            String address = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Optional.of(RestAddress.parse(address));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Notes the cluster that is about to have the jobs of the run, or that none has. */
    void write(Optional<RestAddress> cluster) throws IOException {
        if (cluster.isEmpty()) {
            files().delete(file, false);
            return;
        }
        try (OutputStream out = files().create(file, FileSystem.WriteMode.OVERWRITE)) {
            out.write((cluster.get() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private FileSystem files() throws IOException {
        return file.getFileSystem();
    }
}
