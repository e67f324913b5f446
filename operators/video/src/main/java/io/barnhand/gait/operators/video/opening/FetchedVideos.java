package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Fetches files that are not on a disk of this machine.
 *
 * <p>A fetched file lies in the scratch folder as long as a segment of it is open. It is deleted
 * when the last one is closed or it cannot be opened. Segments of this process that are open at the
 * same time share one copy, see {@link SharedCopies}. A fetch that fails is tried three times, then
 * the segment is {@code unreadable}. A failure of the scratch disk is no fault of the segment:
 * {@link UncheckedIOException}.
 */
final class FetchedVideos implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Between two attempts. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int ATTEMPTS = 3;
    private static final int CHUNK = 1 << 16;

    private final RemoteFiles remote;
    private final long maxFetchedBytes;
    private final Duration pause;

    /**
     * @param remote reads files
     * @param maxFetchedBytes largest file that is fetched, bytes
     */
    FetchedVideos(RemoteFiles remote, long maxFetchedBytes, Duration pause) {
        this.remote = remote;
        this.maxFetchedBytes = maxFetchedBytes;
        this.pause = pause;
    }

    /**
     * Fetches a file, or waits until another thread has.
     *
     * @throws VideoException if it cannot be fetched
     */
    LocalVideo obtain(URI file, VideoSegment segment, VideoLimits limits, Path scratch) {
        long maxBytes = Math.min(maxFetchedBytes, limits.bytes());
        return new FetchedVideo(
                SharedCopies.OF_THIS_PROCESS.take(
                        new SharedCopies.CopyKey(file, segment.bytes(), maxBytes, scratch),
                        () -> fetchToScratch(file, segment, maxBytes, scratch)),
                segment.uri());
    }

    private Path fetchToScratch(URI file, VideoSegment segment, long maxBytes, Path scratch) {
        Path to = scratchFile(scratch);
        try {
            fetch(file, segment, maxBytes, to);
            return to;
        } catch (RuntimeException | Error e) {
            delete(to);
            throw e;
        }
    }

    private void fetch(URI file, VideoSegment segment, long maxBytes, Path to) {
        for (int attempt = 1; ; attempt++) {
            try {
                long size = remote.size(file);
                if (segment.bytes() >= 0 && size != segment.bytes()) {
                    throw new VideoException(
                            DeadLetterReason.SIZE_MISMATCH,
                            null,
                            String.format(
                                    Locale.ROOT,
                                    "%s has %d bytes, %d were announced",
                                    file,
                                    size,
                                    segment.bytes()),
                            "copy it again, it is incomplete or was replaced");
                }
                requireAtMost(maxBytes, size, file);
                long copied = copy(file, to, maxBytes);
                if (copied != size) {
                    throw new IOException(
                            String.format(Locale.ROOT, "got %d of %d bytes", copied, size));
                }
                return;
            } catch (FileNotFoundException e) {
                throw new VideoException(
                        DeadLetterReason.MISSING,
                        null,
                        String.format(Locale.ROOT, "There is no file %s", file),
                        "keep segments until their recording has ended");
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new VideoException(
                            DeadLetterReason.UNREADABLE,
                            null,
                            String.format(
                                    Locale.ROOT,
                                    "%s could not be fetched in %d attempts (%s)",
                                    file,
                                    ATTEMPTS,
                                    e),
                            "check the store and the permissions",
                            e);
                }
                pause(file);
            }
        }
    }

    private static void requireAtMost(long maxBytes, long bytes, URI file) {
        if (bytes > maxBytes) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes, at most %d are fetched",
                            file,
                            bytes,
                            maxBytes),
                    "cut it, or raise source.limits.bytes and source.kafka.fetch-bytes");
        }
    }

    private long copy(URI file, Path to, long maxBytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        try (InputStream in = remote.open(file);
                OutputStream out = scratchStream(to)) {
            for (int read; (read = in.read(chunk)) >= 0; ) {
                copied += read;
                requireAtMost(maxBytes, copied, file);
                try {
                    out.write(chunk, 0, read);
                } catch (IOException e) {
                    throw scratchFailed(to, e);
                }
            }
        }
        return copied;
    }

    private void pause(URI file) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new InterruptedIOException("Interrupted while fetching " + file));
        }
    }

    private static Path scratchFile(Path scratch) {
        try {
            Files.createDirectories(scratch);
            return Files.createTempFile(scratch, "barnhand-segment-", ".video");
        } catch (IOException e) {
            throw scratchFailed(scratch, e);
        }
    }

    private static OutputStream scratchStream(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw scratchFailed(file, e);
        }
    }

    private static UncheckedIOException scratchFailed(Path file, IOException e) {
        return new UncheckedIOException(
                BarnhandException.message(
                        String.format(
                                Locale.ROOT, "A segment cannot be stored at %s (%s)", file, e),
                        "make room there or move Flink's io.tmp.dirs"),
                e);
    }

    static void delete(Path fetched) {
        try {
            Files.deleteIfExists(fetched);
        } catch (IOException e) {
            throw scratchFailed(fetched, e);
        }
    }

    /** A share in a copy, whose failures name the file in the store. */
    private static final class FetchedVideo extends LocalVideo {

        private final SharedCopies.Copy copy;
        private final String uri;

        FetchedVideo(SharedCopies.Copy copy, String uri) {
            super(copy.file());
            this.copy = copy;
            this.uri = uri;
        }

        @Override
        VideoException withSegmentName(VideoException e) {
            return new VideoException(
                    e.reason(),
                    e.timeUs(),
                    e.problem().replace(file().toString(), uri),
                    e.action(),
                    e);
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}
