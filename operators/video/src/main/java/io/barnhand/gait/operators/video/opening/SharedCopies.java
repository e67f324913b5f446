package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.container.VideoException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Copies of remote files, one per file for all who have it open at the same time, such as the slots
 * that work on spans of one recording. A copy is deleted when the last one closes it, so that there
 * are never more than files open. A copy that fails is told to all who wait for it; whoever comes
 * afterwards tries again.
 */
final class SharedCopies {

    /** Slots of one process share what they have open. */
    static final SharedCopies OF_THIS_PROCESS = new SharedCopies();

    private final Map<CopyKey, CountedCopy> entries = new HashMap<>();

    /**
     * What makes two copies the same.
     *
     * @param bytes as announced, negative where they are not
     * @param most the most that is fetched, bytes
     * @param scratch folder for it
     */
    record CopyKey(URI file, long bytes, long most, Path scratch) {}

    /** Makes a copy. */
    @FunctionalInterface
    interface Fetch {
        Path get() throws VideoException;
    }

    private static final class CountedCopy {
        private final CompletableFuture<Path> file = new CompletableFuture<>();
        private int users;
    }

    /**
     * The copy of a file, made now unless another has it open or makes it.
     *
     * @throws VideoException as {@code fetch}, here or for whoever this one waited for
     */
    Copy take(CopyKey key, Fetch fetch) throws VideoException {
        CountedCopy entry;
        boolean first;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, k -> new CountedCopy());
            first = entry.users++ == 0;
        }
        return new Copy(key, entry, first ? made(key, entry, fetch) : awaited(key, entry));
    }

    private Path made(CopyKey key, CountedCopy entry, Fetch fetch) throws VideoException {
        try {
            Path file = fetch.get();
            entry.file.complete(file);
            return file;
        } catch (VideoException | RuntimeException | Error e) {
            synchronized (entries) {
                entries.remove(key, entry);
            }
            entry.file.completeExceptionally(e);
            throw e;
        }
    }

    private Path awaited(CopyKey key, CountedCopy entry) throws VideoException {
        try {
            return entry.file.get();
        } catch (InterruptedException e) {
            leave(key, entry);
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new InterruptedIOException("Interrupted while waiting for " + key.file()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VideoException failure) {
                throw new VideoException(failure.reason(), failure.timeUs(), failure.getMessage());
            }
            throw new IllegalStateException(
                    "Another slot could not fetch %s".formatted(key.file()), e.getCause());
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

    /** A copy that somebody has open. */
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
