package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Gets what is missing of a file with one HTTP request, redirections followed (RFC 9110). */
final class Download {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> NOT_THERE = Set.of(404, 410);
    private static final int COMPLETE = 200;
    private static final int PART = 206;
    private static final int BEYOND_END = 416;

    /** {@code bytes first-last/total}, where the server may not know the total. */
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final FetchLimits limits;
    private final HttpClient client;

    Download(FetchLimits limits) {
        this.limits = limits;
        // Redirections are followed here, so that each address is checked.
        client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.silence())
                        .build();
    }

    /**
     * Continues where a partial file ends, or begins again if the server cannot do that.
     *
     * @throws InterruptedDownloadException if it ended early
     * @throws NotServedException if the address does not give it
     * @throws ModelException if trying again at once would not help
     */
    void resume(URI url, PartialFile part, TransferProgress progress) throws IOException {
        URI first = Addresses.first(url);
        URI at = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<InputStream> response = send(at, part);
            try (InputStream body = response.body()) {
                if (!REDIRECTS.contains(response.statusCode())) {
                    take(at, response, body, part, progress);
                    return;
                }
            }
            URI from = at;
            String location =
                    response.headers()
                            .firstValue("Location")
                            .orElseThrow(() -> unexpected(from, response.statusCode()));
            at = Addresses.redirected(first, from, location);
        }
        throw new NotServedException(
                String.format(
                        Locale.ROOT,
                        "%s redirects more than %d times, last to %s",
                        url,
                        MAX_REDIRECTS,
                        at),
                "try again later");
    }

    private HttpResponse<InputStream> send(URI url, PartialFile part) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .timeout(limits.silence())
                        .header("Accept-Encoding", "identity");
        if (part.length() > 0 && part.version().isPresent()) {
            request.header("Range", String.format(Locale.ROOT, "bytes=%d-", part.length()));
            request.header("If-Range", part.version().get());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (ConnectException | SSLException | HttpTimeoutException e) {
            throw new NotServedException(
                    String.format(Locale.ROOT, "%s cannot be reached (%s)", url, why(e)),
                    "check the network and its proxy settings",
                    e);
        } catch (IOException e) {
            throw new InterruptedDownloadException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(
                    String.format(Locale.ROOT, "The download from %s was cancelled", url),
                    "the same command continues it",
                    e);
        }
    }

    private static String why(IOException e) {
        if (e.getCause() instanceof UnresolvedAddressException
                || e.getCause() != null
                        && e.getCause().getCause() instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void take(
            URI url,
            HttpResponse<InputStream> response,
            InputStream body,
            PartialFile part,
            TransferProgress progress)
            throws IOException {
        HttpHeaders headers = response.headers();
        int status = response.statusCode();
        if (status == COMPLETE) {
            part.restart(version(headers));
            receive(body, headers.firstValueAsLong("Content-Length"), part, progress);
        } else if (status == PART && part.length() > 0) {
            receive(body, continuation(headers, part), part, progress);
        } else if (status == BEYOND_END && part.length() > 0) {
            if (headers.firstValue("Content-Range")
                    .equals(Optional.of("bytes */" + part.length()))) {
                return; // It is complete already.
            }
            part.restart(Optional.empty());
            throw new InterruptedDownloadException(
                    "the server's file is shorter than what came before");
        } else if (NOT_THERE.contains(status)) {
            throw new NotServedException(
                    String.format(
                            Locale.ROOT, "There is no such file at %s (status %d)", url, status),
                    "the publisher may have moved it: check the address");
        } else {
            throw unexpected(url, status);
        }
    }

    /** Length of the complete file, if the answer continues the part in the same version. */
    private static OptionalLong continuation(HttpHeaders headers, PartialFile part)
            throws IOException {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        Optional<String> version = version(headers);
        boolean continues =
                range.matches()
                        && Long.parseLong(range.group(1)) == part.length()
                        && (version.isEmpty() || version.equals(part.version()));
        if (!continues) {
            part.restart(Optional.empty());
            throw new InterruptedDownloadException(
                    "the server sent another part than was asked for");
        }
        return range.group(2).equals("*")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(range.group(2)));
    }

    private void receive(
            InputStream body, OptionalLong total, PartialFile part, TransferProgress progress)
            throws IOException {
        requireBound(total.orElse(0), part);
        requireRoom(total.orElse(0) - part.length(), part);
        byte[] block = new byte[1 << 16];
        try (StallGuard guard = new StallGuard(body, limits.silence())) {
            progress.begin(part.length(), total);
            for (int n = read(body, block, guard); n >= 0; n = read(body, block, guard)) {
                requireBound(part.length() + n, part);
                part.append(ByteBuffer.wrap(block, 0, n));
                progress.at(part.length());
            }
        }
        if (total.isPresent() && part.length() < total.getAsLong()) {
            throw new InterruptedDownloadException(
                    String.format(
                            Locale.ROOT,
                            "%d bytes are missing",
                            total.getAsLong() - part.length()));
        }
    }

    private static int read(InputStream body, byte[] block, StallGuard guard)
            throws InterruptedDownloadException {
        try {
            int n = body.read(block);
            guard.heard();
            if (n < 0 && guard.hasStruck()) {
                throw new InterruptedDownloadException("no more bytes came");
            }
            return n;
        } catch (InterruptedDownloadException e) {
            throw e;
        } catch (IOException e) {
            throw guard.hasStruck()
                    ? new InterruptedDownloadException("no more bytes came")
                    : new InterruptedDownloadException(e);
        }
    }

    private void requireBound(long bytes, PartialFile part) throws IOException {
        if (bytes > limits.bytes()) {
            part.discard();
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The file has more than %d bytes, as no model of the catalogue has; it was not kept",
                            limits.bytes()),
                    "check the address, or try again later");
        }
    }

    private static void requireRoom(long bytes, PartialFile part) throws IOException {
        long free = Files.getFileStore(part.path()).getUsableSpace();
        if (bytes > free) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%d MB are missing and only %d MB are free in %s",
                            bytes / 1_000_000,
                            free / 1_000_000,
                            part.path().toAbsolutePath().getParent()),
                    "make room, or set BARNHAND_MODELS to another folder");
        }
    }

    /** A weak ETag cannot be resumed by; the date can. */
    private static Optional<String> version(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"));
    }

    private static NotServedException unexpected(URI url, int status) {
        return new NotServedException(
                String.format(Locale.ROOT, "%s answered with status %d", url, status),
                "try again later");
    }
}
