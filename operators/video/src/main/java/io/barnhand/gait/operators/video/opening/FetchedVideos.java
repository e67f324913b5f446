package io.barnhand.gait.operators.video.opening;

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

/**
 * Fetches files that are not on a disk of this machine.
 *
 * <p>A fetched file lies in the scratch folder as long as a segment of it is open, and is gone when
 * the last one is closed or it cannot be opened. Segments of this process that are open at the same
 * time share one copy, see {@link SharedCopies}. A store that fails is asked three times, then the
 * segment is {@code unreadable}. A scratch disk that fails is no fault of the segment: {@link
 * UncheckedIOException}.
 */
final class FetchedVideos implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Before a store that failed is asked again. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int ATTEMPTS = 3;
    private static final int CHUNK = 1 << 16;

    private final RemoteFiles remote;
    private final long mostFetched;
    private final Duration pause;

    /**
     * @param remote reads files
     * @param mostFetched largest file that is fetched, bytes
     */
    FetchedVideos(RemoteFiles remote, long mostFetched, Duration pause) {
        this.remote = remote;
        this.mostFetched = mostFetched;
        this.pause = pause;
    }

    /**
     * The file, once it is here.
     *
     * @throws VideoException if it cannot be fetched
     */
    LocalVideo obtain(URI file, VideoSegment segment, VideoLimits limits, Path scratch)
            throws VideoException {
        long most = Math.min(mostFetched, limits.bytes());
        return new FetchedVideo(
                SharedCopies.OF_THIS_PROCESS.take(
                        new SharedCopies.CopyKey(file, segment.bytes(), most, scratch),
                        () -> fetched(file, segment, most, scratch)),
                segment.uri());
    }

    private Path fetched(URI file, VideoSegment segment, long most, Path scratch)
            throws VideoException {
        Path to = scratchFile(scratch);
        try {
            fetch(file, segment, most, to);
            return to;
        } catch (VideoException | RuntimeException | Error e) {
            delete(to);
            throw e;
        }
    }

    private void fetch(URI file, VideoSegment segment, long most, Path to) throws VideoException {
        for (int attempt = 1; ; attempt++) {
            try {
                long size = remote.size(file);
                if (segment.bytes() >= 0 && size != segment.bytes()) {
                    throw new VideoException(
                            DeadLetterReason.SIZE_MISMATCH,
                            null,
                            "%s has %d bytes, announced were %d: it is incomplete or was replaced"
                                    .formatted(file, size, segment.bytes()));
                }
                requireAtMost(most, size, file);
                long copied = copy(file, to, most);
                if (copied != size) {
                    throw new IOException("%d of %d bytes came".formatted(copied, size));
                }
                return;
            } catch (FileNotFoundException e) {
                throw new VideoException(
                        DeadLetterReason.MISSING,
                        null,
                        "There is no file %s: keep segments until their recording has ended"
                                .formatted(file));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new VideoException(
                            DeadLetterReason.UNREADABLE,
                            null,
                            "%s could not be fetched in %d attempts (%s): check the store and the permissions"
                                    .formatted(file, ATTEMPTS, e));
                }
                rest(file);
            }
        }
    }

    private static void requireAtMost(long most, long bytes, URI file) throws VideoException {
        if (bytes > most) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    "%s has %d bytes, at most %d are fetched: cut it or raise the limit"
                            .formatted(file, bytes, most));
        }
    }

    private long copy(URI file, Path to, long most) throws IOException, VideoException {
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        try (InputStream in = remote.open(file);
                OutputStream out = scratchStream(to)) {
            for (int read; (read = in.read(chunk)) >= 0; ) {
                copied += read;
                requireAtMost(most, copied, file);
                try {
                    out.write(chunk, 0, read);
                } catch (IOException e) {
                    throw scratchFailed(to, e);
                }
            }
        }
        return copied;
    }

    private void rest(URI file) {
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
                "A segment cannot be kept at %s: make room there or move Flink's io.tmp.dirs"
                        .formatted(file),
                e);
    }

    static void delete(Path fetched) {
        try {
            Files.deleteIfExists(fetched);
        } catch (IOException e) {
            throw scratchFailed(fetched, e);
        }
    }

    /** A copy that is left when it is closed, and that goes by where it came from. */
    private static final class FetchedVideo extends LocalVideo {

        private final SharedCopies.Copy copy;
        private final String uri;

        FetchedVideo(SharedCopies.Copy copy, String uri) {
            super(copy.file());
            this.copy = copy;
            this.uri = uri;
        }

        @Override
        VideoException told(VideoException e) {
            return new VideoException(
                    e.reason(), e.timeUs(), e.getMessage().replace(file().toString(), uri));
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}
