package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.container.VideoException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Copies of remote files, one per file for all users that have it open at the same time, such as
 * the slots that decode spans of one recording. A copy is deleted when its last user closes it, so
 * that there are never more copies than open files. A failed fetch fails for all users that wait
 * for it; the next user tries again.
 */
final class SharedCopies {

    /** Slots of one process share what they have open. */
    static final SharedCopies OF_THIS_PROCESS = new SharedCopies();

    private final Map<CopyKey, CountedCopy> entries = new HashMap<>();

    /**
     * Identifies a copy.
     *
     * @param bytes as announced, negative if they are not
     * @param maxBytes largest file that is fetched
     * @param scratch folder for the copy
     */
    record CopyKey(URI file, long bytes, long maxBytes, Path scratch) {}

    private static final class CountedCopy {
        private final CompletableFuture<Path> file = new CompletableFuture<>();
        private int users;
    }

    /**
     * The copy of a file, fetched now unless another user has it open or fetches it.
     *
     * @throws VideoException as {@code fetch}, on this thread or on the one that it waited for
     */
    Copy take(CopyKey key, Supplier<Path> fetch) {
        CountedCopy entry;
        boolean first;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, k -> new CountedCopy());
            first = entry.users++ == 0;
        }
        return new Copy(key, entry, first ? fetch(key, entry, fetch) : await(key, entry));
    }

    private Path fetch(CopyKey key, CountedCopy entry, Supplier<Path> fetch) {
        try {
            Path file = fetch.get();
            entry.file.complete(file);
            return file;
        } catch (RuntimeException | Error e) {
            synchronized (entries) {
                entries.remove(key, entry);
            }
            entry.file.completeExceptionally(e);
            throw e;
        }
    }

    private Path await(CopyKey key, CountedCopy entry) {
        try {
            return entry.file.get();
        } catch (InterruptedException e) {
            leave(key, entry);
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new InterruptedIOException("Interrupted while waiting for " + key.file()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VideoException failure) {
                throw new VideoException(
                        failure.reason(),
                        failure.timeUs(),
                        failure.problem(),
                        failure.action(),
                        failure);
            }
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "Another slot could not fetch %s", key.file()),
                    e.getCause());
        }
    }

    private void leave(CopyKey key, CountedCopy entry) {
        boolean last;
        synchronized (entries) {
            last = --entry.users == 0;
            if (last) {
                entries.remove(key, entry);
            }
        }
        if (last && entry.file.isDone()) {
            FetchedVideos.delete(entry.file.join());
        }
    }

    /** The share of one user in a copy. */
    final class Copy implements AutoCloseable {

        private final CopyKey key;
        private final CountedCopy entry;
        private final Path file;
        private boolean closed;

        private Copy(CopyKey key, CountedCopy entry, Path file) {
            this.key = key;
            this.entry = entry;
            this.file = file;
        }

        Path file() {
            return file;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                leave(key, entry);
            }
        }
    }
}
