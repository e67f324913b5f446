package io.barnhand.gait.operators.video;

import io.barnhand.gait.operators.VideoSegment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Segments that somebody else announced: read only below given roots, and fetched first where they
 * are not on a disk of this machine. What a segment is announced with is held against the limits
 * before anything is opened, what comes is held against what was announced before it is decoded.
 *
 * <p>A fetched file lies in the scratch folder as long as its segment is open, and is gone when
 * that is closed or cannot be opened. A store that fails is asked three times, then the segment is
 * {@code unreadable}. A scratch disk that fails is no fault of the segment: {@link
 * UncheckedIOException}.
 */
public final class AnnouncedVideos implements VideoOpening {

    private static final long serialVersionUID = 1L;

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int CHUNK = 1 << 16;

    private final SegmentRoots roots;
    private final RemoteFiles remote;
    private final long mostFetched;
    private final Duration pause;

    /**
     * @param roots what may be read
     * @param remote reads what is not a local file
     * @param mostFetched largest file that is fetched, bytes
     */
    public AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long mostFetched) {
        this(roots, remote, mostFetched, PAUSE);
    }

    AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long mostFetched, Duration pause) {
        this.roots = roots;
        this.remote = remote;
        this.mostFetched = mostFetched;
        this.pause = pause;
    }

    @Override
    public FrameSource open(
            VideoSegment segment, VideoLimits limits, Path scratch, Decoding decoding)
            throws VideoException {
        checkAnnounced(segment, limits);
        URI file = roots.resolve(segment.uri());
        if (file.getScheme().equals("file")) {
            return decoding.open(Path.of(file));
        }
        Path fetched = scratchFile(scratch);
        try {
            fetch(file, segment, Math.min(mostFetched, limits.bytes()), fetched);
            return new FetchedVideo(decoding.open(fetched), fetched, segment.uri());
        } catch (VideoException e) {
            delete(fetched);
            throw FetchedVideo.told(e, fetched, segment.uri());
        } catch (RuntimeException | Error e) {
            delete(fetched);
            throw e;
        }
    }

    private static void checkAnnounced(VideoSegment segment, VideoLimits limits)
            throws VideoException {
        if (segment.durationUs() != null && segment.durationUs() > limits.durationUs()) {
            throw new VideoException(
                    VideoException.TOO_LONG,
                    null,
                    "%s is announced with %.0f s, the limit is %d s: cut it or raise the limit of duration"
                            .formatted(
                                    segment.uri(),
                                    segment.durationUs() / 1e6,
                                    limits.duration().toSeconds()));
        }
        if (segment.bytes() > limits.bytes()) {
            throw new VideoException(
                    VideoException.TOO_MANY_BYTES,
                    null,
                    "%s is announced with %d bytes, the limit is %d: cut it or raise the limit of bytes"
                            .formatted(segment.uri(), segment.bytes(), limits.bytes()));
        }
    }

    private void fetch(URI file, VideoSegment segment, long most, Path to) throws VideoException {
        for (int attempt = 1; ; attempt++) {
            try {
                long size = remote.size(file);
                if (segment.bytes() >= 0 && size != segment.bytes()) {
                    throw new VideoException(
                            VideoException.SIZE_MISMATCH,
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
                        VideoException.MISSING,
                        null,
                        "There is no file %s: keep segments until their recording has ended"
                                .formatted(file));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new VideoException(
                            VideoException.UNREADABLE,
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
                    VideoException.TOO_MANY_BYTES,
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

    private static void delete(Path fetched) {
        try {
            Files.deleteIfExists(fetched);
        } catch (IOException e) {
            throw scratchFailed(fetched, e);
        }
    }

    /** A video that is deleted when it is closed, and goes by the name of where it came from. */
    private static final class FetchedVideo implements FrameSource {

        private final FrameSource frames;
        private final Path file;
        private final String uri;

        FetchedVideo(FrameSource frames, Path file, String uri) {
            this.frames = frames;
            this.file = file;
            this.uri = uri;
        }

        @Override
        public VideoFrame next() throws VideoException {
            try {
                return frames.next();
            } catch (VideoException e) {
                throw told(e, file, uri);
            }
        }

        @Override
        public void close() {
            frames.close();
            delete(file);
        }

        static VideoException told(VideoException e, Path file, String uri) {
            return new VideoException(
                    e.reason(), e.timeUs(), e.getMessage().replace(file.toString(), uri));
        }
    }
}
