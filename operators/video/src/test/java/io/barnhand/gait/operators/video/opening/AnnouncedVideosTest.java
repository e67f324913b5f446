package io.barnhand.gait.operators.video.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.Clips;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class AnnouncedVideosTest {

    private static final String URI_GIVEN = "s3://barn/live/1.avi";

    @TempDir private Path folder;
    private Path scratch;
    private byte[] video;
    private Store store;

    /** A store that can fail. */
    private static final class Store implements RemoteFiles {
        byte[] content;
        long listedSize;
        int failures;
        final List<String> asked = new ArrayList<>();

        @Override
        public long size(URI file) throws IOException {
            asked.add("size " + file);
            if (content == null) {
                throw new FileNotFoundException(file.toString());
            }
            return listedSize;
        }

        @Override
        public InputStream open(URI file) throws IOException {
            asked.add("open " + file);
            if (failures-- > 0) {
                throw new IOException("the store does not answer");
            }
            return new ByteArrayInputStream(content);
        }

        @Override
        public SeekableByteChannel openSeekable(URI file) {
            throw new UnsupportedOperationException("segments are fetched as a whole");
        }

        @Override
        public List<RemoteEntry> list(URI folder) {
            throw new UnsupportedOperationException("segments are announced");
        }
    }

    @BeforeEach
    void record() throws IOException {
        scratch = folder.resolve("scratch");
        Path clip =
                Clips.lossless(folder.resolve("1.avi"), 64, 48, 6, i -> Clips.pattern(64, 48, i));
        video = Files.readAllBytes(clip);
        store = new Store();
        store.content = video;
        store.listedSize = video.length;
    }

    @Test
    void aFetchedSegmentHasTheFramesOfTheFileAndIsGoneAfterwards() throws Exception {
        List<VideoFrame> expected =
                Clips.readAll(
                        VideoReader.open(
                                segment(folder.resolve("1.avi").toString(), -1, null),
                                VideoLimits.DEFAULT,
                                time -> true));
        VideoSegment announced = segment(URI_GIVEN, video.length, sha256(video));

        List<VideoFrame> frames = new ArrayList<>();
        try (FrameSource source = open(announced)) {
            assertThat(left()).hasSize(1);
            for (VideoFrame frame; (frame = source.next()) != null; ) {
                frames.add(frame);
            }
        }

        assertThat(frames).hasSize(6).hasSameSizeAs(expected);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).timeUs()).isEqualTo(expected.get(i).timeUs());
            assertThat(frames.get(i).image().pixels()).isEqualTo(expected.get(i).image().pixels());
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsOpenTwiceIsFetchedOnceAndStaysUntilBothAreClosed() throws Exception {
        VideoSegment announced = segment(URI_GIVEN, video.length, null);

        FrameSource first = open(announced);
        FrameSource second = open(announced);
        assertThat(store.asked).containsExactly("size " + URI_GIVEN, "open " + URI_GIVEN);
        assertThat(left()).hasSize(1);
        first.close();
        assertThat(second.next().timeUs()).isEqualTo(5_000_000);
        second.close();

        assertThat(left()).isEmpty();
    }

    @Test
    void aFileOfThisMachineIsReadWhereItIs() throws Exception {
        try (FrameSource source =
                open(segment(folder.resolve("1.avi").toUri().toString(), -1, null))) {
            assertThat(source.next().timeUs()).isEqualTo(5_000_000);
        }
        assertThat(scratch).doesNotExist();
        assertThat(store.asked).isEmpty();
    }

    @Test
    void whatIsAnnouncedBeyondTheLimitsIsNeverAskedFor() {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(10), 1000);

        assertThat(refused(lasting(10_000_001L), limits).reason().key()).isEqualTo("too_long");
        assertThat(refused(segment(URI_GIVEN, 1001, null), limits).reason().key())
                .isEqualTo("too_many_bytes");
        assertThat(refused(segment("s3://other/1.avi", -1, null), limits).reason().key())
                .isEqualTo("foreign_root");
        assertThat(store.asked).isEmpty();
    }

    @Test
    void aFileThatIsLargerThanItMayBeIsNotFetchedToItsEnd() throws Exception {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(10), 1000);
        assertThat(refused(segment(URI_GIVEN, -1, null), limits).reason().key())
                .isEqualTo("too_many_bytes");
        assertThat(store.asked).containsExactly("size " + URI_GIVEN);

        // A store that says less than it sends.
        store.listedSize = 10;
        assertThat(refused(segment(URI_GIVEN, -1, null), limits).reason().key())
                .isEqualTo("too_many_bytes");
        assertThat(left()).isEmpty();
    }

    @Test
    void anotherSizeOrDigestThanAnnouncedNamesTheSegment() throws Exception {
        VideoException size = refused(segment(URI_GIVEN, video.length + 1, null));
        assertThat(size.reason().key()).isEqualTo("size_mismatch");
        assertThat(store.asked).containsExactly("size " + URI_GIVEN);

        VideoException digest = refused(segment(URI_GIVEN, -1, sha256(new byte[1])));
        assertThat(digest.reason().key()).isEqualTo("digest_mismatch");
        assertThat(digest).hasMessageContaining(URI_GIVEN + " has the SHA-256 " + sha256(video));
        assertThat(digest.getMessage()).doesNotContain(scratch.toString());
        assertThat(left()).isEmpty();
    }

    @Test
    void aTruncatedFetchedFileIsReportedAfterItsFramesAndDeleted() throws Exception {
        store.content = Arrays.copyOf(video, video.length / 2);
        store.listedSize = store.content.length;
        List<VideoFrame> frames = new ArrayList<>();

        VideoException e;
        try (FrameSource source = open(segment(URI_GIVEN, -1, null))) {
            e =
                    catchThrowableOfType(
                            VideoException.class,
                            () -> {
                                for (VideoFrame f; (f = source.next()) != null; ) {
                                    frames.add(f);
                                }
                            });
        }

        assertThat(e.reason().key()).isIn("truncated", "corrupt");
        assertThat(e).hasMessageStartingWith(URI_GIVEN);
        assertThat(frames).hasSizeBetween(1, 5);
        assertThat(left()).isEmpty();
    }

    @Test
    void aStoreThatFailsIsAskedThreeTimes() throws Exception {
        store.failures = 2;
        open(segment(URI_GIVEN, -1, null)).close();

        store.failures = 3;
        VideoException e = refused(segment(URI_GIVEN, -1, null));
        assertThat(e.reason().key()).isEqualTo("unreadable");
        assertThat(e).hasMessageContaining("3 attempts").hasMessageContaining("does not answer");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsNotThereIsMissingAtOnce() throws Exception {
        store.content = null;

        assertThat(refused(segment(URI_GIVEN, -1, null)).reason().key()).isEqualTo("missing");
        assertThat(store.asked).hasSize(1);
        assertThat(left()).isEmpty();
    }

    /** The segment is not to blame: it must not become a dead letter. */
    @Test
    void aScratchFolderThatCannotBeWrittenFailsLoudly() throws Exception {
        Files.writeString(scratch, "a file where the folder should be");

        assertThat(
                        catchThrowableOfType(
                                UncheckedIOException.class,
                                () -> open(segment(URI_GIVEN, -1, null))))
                .hasMessageContaining("io.tmp.dirs");
    }

    private FrameSource open(VideoSegment segment) {
        return open(segment, VideoLimits.DEFAULT);
    }

    private VideoException refused(VideoSegment segment) {
        return refused(segment, VideoLimits.DEFAULT);
    }

    private VideoException refused(VideoSegment segment, VideoLimits limits) {
        return catchThrowableOfType(VideoException.class, () -> open(segment, limits).close());
    }

    private FrameSource open(VideoSegment segment, VideoLimits limits) {
        return new VideoOpener(videos(), VideoDecoder.IN_PROCESS, limits, scratch)
                .open(segment, time -> true);
    }

    private AnnouncedVideos videos() {
        return new AnnouncedVideos(
                new SegmentRoots(List.of("s3://barn/live", folder.toString())),
                store,
                1 << 20,
                Duration.ofMillis(1));
    }

    private List<Path> left() throws IOException {
        if (!Files.exists(scratch)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }

    private static VideoSegment lasting(long durationUs) {
        return new VideoSegment(
                "cam",
                "rec",
                0,
                "unit",
                URI_GIVEN,
                5_000_000,
                ClockStatus.KNOWN,
                true,
                durationUs,
                -1,
                null);
    }

    private static VideoSegment segment(String uri, long bytes, String sha256) {
        return new VideoSegment(
                "cam",
                "rec",
                0,
                "unit",
                uri,
                5_000_000,
                ClockStatus.KNOWN,
                true,
                null,
                bytes,
                sha256);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
