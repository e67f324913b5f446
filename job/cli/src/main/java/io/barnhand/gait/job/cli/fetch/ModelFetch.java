package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the file of a model into the models directory.
 *
 * <p>What has come so far is kept beside it as {@code FILE.part}, and gone on with, also by a later
 * call. The file gets its name once it is whole and has the catalogue's digest; where that is known
 * and another, what came is removed.
 */
public final class ModelFetch {

    private final Path directory;
    private final FetchLimits limits;
    private final PrintWriter err;

    /**
     * @param directory where the files of the catalogue are kept; made if it is not there
     * @param err where progress and retries are told
     */
    public ModelFetch(Path directory, FetchLimits limits, PrintWriter err) {
        this.directory = directory;
        this.limits = limits;
        this.err = err;
    }

    /**
     * Fetches a file unless it is there.
     *
     * @return what was done, one line for the user
     * @throws ModelException if the file is not there afterwards
     */
    public String fetch(CatalogueEntry entry) {
        URI url =
                entry.url()
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                "Model %s has no address: it comes with the installation, in models/weights, and there is nothing to fetch."
                                                        .formatted(entry.name())));
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(entry.file());
            if (Files.isRegularFile(file)) {
                String digest = FileDigest.sha256(file);
                if (!entry.contradicts(digest)) {
                    return "%s is there already: %s (sha256 %s)"
                            .formatted(entry.name(), file, digest);
                }
                say(
                        "%s is another file (sha256 %s); it is replaced when the right one is here."
                                .formatted(file, digest));
            }
            return fetch(entry, url, file);
        } catch (IOException e) {
            throw new ModelException(
                    "The models directory %s cannot be used: %s. Check its permissions and the disk, or set BARNHAND_MODELS to another."
                            .formatted(directory, e),
                    e);
        }
    }

    private String fetch(CatalogueEntry entry, URI url, Path file) throws IOException {
        try (PartialFile part = PartialFile.open(file, url)) {
            say("Fetching %s from %s".formatted(entry.name(), url));
            download(url, part);
            String digest = FileDigest.sha256(part.path());
            if (entry.contradicts(digest)) {
                part.discard();
                throw new ModelException(
                        "What %s sent is not %s: its sha256 is %s, expected %s%s. It was removed. Try again later, or get the file elsewhere and check it with 'barnhand models verify'."
                                .formatted(
                                        url,
                                        entry.name(),
                                        digest,
                                        entry.sha256().orElseThrow(),
                                        entry.sha256().orElseThrow().length() < digest.length()
                                                ? "..."
                                                : ""));
            }
            part.publish(file);
            return "%s is in %s (sha256 %s%s)"
                    .formatted(
                            entry.name(),
                            file,
                            digest,
                            entry.sha256().isPresent()
                                    ? ", as expected"
                                    : "; the catalogue knows none to compare it with");
        }
    }

    private void download(URI url, PartialFile part) throws IOException {
        Download download = new Download(limits);
        for (int retry = 0; ; retry++) {
            try (TransferProgress progress = new TransferProgress(err)) {
                download.goOn(url, part, progress);
                return;
            } catch (InterruptedDownload e) {
                if (retry == limits.retries()) {
                    throw new ModelException(
                            "The download from %s was interrupted %d times, last at %d bytes: %s. What came is kept in %s; the same command goes on from there."
                                    .formatted(
                                            url,
                                            retry + 1,
                                            part.length(),
                                            e.getMessage(),
                                            part.path()),
                            e);
                }
                say(
                        "Interrupted at %d bytes (%s); going on, %d of %d."
                                .formatted(
                                        part.length(),
                                        e.getMessage(),
                                        retry + 1,
                                        limits.retries()));
            }
        }
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
