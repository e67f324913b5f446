package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.ShellWord;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Fetches the file of a model into the models directory.
 *
 * <p>What has come so far is kept beside it as {@code FILE.part} and continued, also by a later
 * call. The file gets its name when it is complete and nothing in the catalogue contradicts it. A
 * file that is not the model, and one that was in its place, is kept as {@code FILE.rejected}.
 * Digits out of a file name only warn.
 */
public final class ModelFetch {

    /** Bytes that show whether it is a web page. */
    private static final int BEGINNING = 512;

    private final Path directory;
    private final FetchLimits limits;
    private final PrintWriter err;

    /**
     * @param directory where the files of the catalogue are kept; made if it is not there
     * @param err gets progress and retries
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
                                                String.format(
                                                        Locale.ROOT,
                                                        "Model %s has no address",
                                                        entry.name()),
                                                "there is nothing to fetch: it comes with the installation, in models/weights"));
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(entry.file());
            if (Files.isRegularFile(file)) {
                String digest = FileDigest.sha256(file);
                Optional<String> contradiction = contradiction(entry, file, digest);
                if (contradiction.isEmpty()) {
                    warn(entry, file, digest);
                    return String.format(
                            Locale.ROOT,
                            "%s is there already: %s (sha256 %s)",
                            entry.name(),
                            file,
                            digest);
                }
                say(
                        String.format(
                                Locale.ROOT,
                                "%s is not the file of %s: %s. It is put aside as soon as the right one has come.",
                                file,
                                entry.name(),
                                contradiction.get()));
            }
            return fetch(entry, url, file);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The models directory %s cannot be used (%s)",
                            directory,
                            e),
                    "check its permissions and the disk, or set BARNHAND_MODELS to another",
                    e);
        }
    }

    private String fetch(CatalogueEntry entry, URI url, Path file) throws IOException {
        RejectedFiles rejected = new RejectedFiles(file);
        try (PartialFile part = PartialFile.open(file, url)) {
            rejected.requirePlace();
            say(String.format(Locale.ROOT, "Fetching %s from %s", entry.name(), url));
            download(entry, url, part, file);
            String digest = FileDigest.sha256(part.path());
            Optional<String> contradiction = contradiction(entry, part.path(), digest);
            if (contradiction.isPresent()) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "%s sent a file that is not the file of %s: %s. It is kept as %s",
                                url,
                                entry.name(),
                                contradiction.get(),
                                part.reject(rejected)),
                        String.format(
                                Locale.ROOT,
                                "try again later with the same command, which begins again, %s",
                                byHand(entry, file)));
            }
            if (Files.isRegularFile(file)) {
                say(
                        String.format(
                                Locale.ROOT,
                                "The file that was there is kept as %s.",
                                rejected.keep(file)));
            }
            part.publish(file);
            warn(entry, file, digest);
            return String.format(
                    Locale.ROOT,
                    "%s is in %s (sha256 %s%s)",
                    entry.name(),
                    file,
                    digest,
                    compared(entry, digest));
        }
    }

    /**
     * Why a file is not the model's; a file with its digest is, whatever its content seems to be.
     */
    private static Optional<String> contradiction(CatalogueEntry entry, Path file, String digest)
            throws IOException {
        Optional<String> known = entry.contradiction(digest, Files.size(file));
        if (entry.hasDigest(digest) || !isMarkup(file)) {
            return known;
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "it is a web page, not a model (%s)",
                        known.orElse("sha256 " + digest)));
    }

    /** Pages for signing in and of errors come as if they were the file; no model begins so. */
    private static boolean isMarkup(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8)
                    .replaceFirst("^\\uFEFF", "")
                    .stripLeading()
                    .startsWith("<");
        }
    }

    private static String compared(CatalogueEntry entry, String digest) {
        if (entry.hasDigest(digest)) {
            return ", as expected";
        }
        return entry.matchesHint(digest)
                ? "; the catalogue knows the first digits only, which are these"
                : "; the catalogue knows none to compare it with";
    }

    private static String byHand(CatalogueEntry entry, Path file) {
        Path place = file.toAbsolutePath();
        StringBuilder known = new StringBuilder();
        entry.bytes().ifPresent(bytes -> known.append(bytes).append(" bytes, "));
        entry.sha256().ifPresent(digits -> known.append("sha256 ").append(digits).append(", "));
        return String.format(
                Locale.ROOT,
                "or get the file elsewhere (%sfrom %s), save it as %s and check it with: barnhand models verify %s",
                known,
                entry.url().orElseThrow(),
                place,
                ShellWord.quoted(place.toString()));
    }

    private void warn(CatalogueEntry entry, Path file, String digest) {
        entry.hintWarning(file, digest).ifPresent(doubt -> say("Warning: " + doubt));
    }

    private void download(CatalogueEntry entry, URI url, PartialFile part, Path file)
            throws IOException {
        Download download = new Download(limits);
        for (int retry = 0; ; retry++) {
            try (TransferProgress progress = new TransferProgress(err)) {
                download.resume(url, part, progress);
                return;
            } catch (NotServedException e) {
                throw new ModelException(e.getMessage(), byHand(entry, file), e);
            } catch (InterruptedDownloadException e) {
                if (retry == limits.retries()) {
                    throw new ModelException(
                            String.format(
                                    Locale.ROOT,
                                    "The download from %s was interrupted %d times, last at %d bytes (%s). What came is kept in %s",
                                    url,
                                    retry + 1,
                                    part.length(),
                                    e.getMessage(),
                                    part.path()),
                            String.format(
                                    Locale.ROOT,
                                    "give the same command to continue from there, %s",
                                    byHand(entry, file)),
                            e);
                }
                say(
                        String.format(
                                Locale.ROOT,
                                "Interrupted at %d bytes (%s); retry %d of %d.",
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
