package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.SeekableVideo;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoHeader;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.Clips;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Footage in a store is planned as the same footage on a disk is. */
@Slow
class StoredFootageTest {

    @TempDir private Path folder;
    private FolderStore store;
    private SegmentPlanner planner;

    @BeforeEach
    void fill() throws IOException {
        store = new FolderStore(folder);
        planner =
                new SegmentPlanner(
                        CameraNaming.parentFolder(),
                        null,
                        CameraZones.UNKNOWN,
                        content -> new ObjectMapper().readValue(content, new TypeReference<>() {}),
                        store);
        write("Stall 3 öst/2026-01-02_03-04-05.mp4", "named after its time");
        write("Stall 3 öst/known #1%20.mp4", "known by a sidecar");
        write("Stall 3 öst/known #1%20.mp4.json", "{\"camera\":\"arena\",\"start_us\":7}");
        write("Stall 3 öst/bad.mp4", "with a sidecar that is none");
        write("Stall 3 öst/bad.mp4.json", "{\"colour\":\"bay\"}");
        write("Stall 3 öst/large.mp4", "with a sidecar that is too large");
        write("Stall 3 öst/large.mp4.json", " ".repeat(65_537));
        write("Stall 3 öst/deep/unknown.mkv", "no video");
        write("Stall 3 öst/notes.txt", "no video");
        write("Stall 3 öst/.hidden.mp4", "hidden");
        write(".trash/a.mp4", "in a hidden folder");
    }

    private Path write(String file, String content) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        return Files.writeString(folder.resolve(file), content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/Stall 3 öst/*.mp4", "/**/*.mkv", "/Stall 3 öst/known #1%20.mp4"})
    void isPlannedAsOnADisk(String below) {
        SegmentPlan onDisk = planner.plan(folder + below);
        SegmentPlan stored = planner.plan("s3://barn" + below);

        assertThat(stored.segments()).isNotEmpty().hasSameSizeAs(onDisk.segments());
        for (int i = 0; i < stored.segments().size(); i++) {
            VideoSegment segment = stored.segments().get(i);
            assertThat(segment)
                    .usingRecursiveComparison()
                    .ignoringFields("uri")
                    .isEqualTo(onDisk.segments().get(i));
            assertThat(URI.create(segment.uri()).getPath())
                    .isEqualTo(
                            URI.create(onDisk.segments().get(i).uri())
                                    .getPath()
                                    .substring(folder.toString().length()));
        }
        assertThat(stored.deadLetters())
                .extracting(DeadLetter::reason, this::belowRoot, this::message)
                .isEqualTo(
                        onDisk.deadLetters().stream()
                                .map(d -> tuple(d.reason(), belowRoot(d), message(d)))
                                .toList());
        assertThat(store.opened).isZero();
    }

    private String belowRoot(DeadLetter letter) {
        return letter.source().replace(folder.toString(), "").replace("s3://barn", "");
    }

    private String message(DeadLetter letter) {
        return letter.message().replace(folder.toString(), "").replace("s3://barn", "");
    }

    @Test
    void aMissingOrUnlistablePathFailsAtOnce() {
        for (String path :
                List.of("s3://barn/none", "s3://barn/none.mp4", "s3://barn/none/*.mp4")) {
            assertThatThrownBy(() -> planner.plan(path))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("nothing at " + path);
        }
        assertThatThrownBy(() -> planner.plan("s3://*/a.mp4"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("bucket");
        store.listingFails = true;
        assertThatThrownBy(() -> planner.plan("s3://barn/Stall 3 öst"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("the store does not answer");
    }

    /** An unknown clock would give it another place in the archive when it is planned again. */
    @Test
    void aStoreThatFailsWhileAHeaderIsReadDoesNotMakeTheClockUnknown() {
        store.readingFails = true;

        SegmentPlan plan = planner.plan("s3://barn/Stall 3 öst/deep/");

        assertThat(plan.segments()).isEmpty();
        assertThat(plan.deadLetters())
                .extracting(DeadLetter::source, DeadLetter::reason)
                .containsExactly(tuple("s3://barn/Stall 3 öst/deep/unknown.mkv", "bad_plan"));
        assertThat(plan.deadLetters().get(0).message()).contains("the store does not answer");
        assertThat(store.opened).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska", "avi", "mpegts", "flv"})
    void aHeaderIsReadFromWithinTheStore(String format) throws Exception {
        Path clip =
                Clips.mpeg4(
                        folder.resolve("clip." + format),
                        format.equals("flv") ? "avi" : format,
                        320,
                        240,
                        30,
                        Clips.steady(90, 30),
                        i -> Clips.pattern(320, 240, i));
        URI stored = URI.create("s3://barn/clip." + format);

        assertThat(VideoHeader.read(stored, store, VideoLimits.DEFAULT))
                .isEqualTo(VideoHeader.read(clip.toUri(), null, VideoLimits.DEFAULT));
        assertThat(SeekableVideo.durationUs(stored, store))
                .isEqualTo(SeekableVideo.durationUs(clip.toUri(), null));
        assertThat(store.opened).isZero();
    }

    @Test
    void ofALongFileOnlyItsHeaderIsRead() throws Exception {
        Path clip =
                Clips.lossless(
                        folder.resolve("long.avi"), 640, 480, 60, i -> Clips.pattern(640, 480, i));

        assertThat(SeekableVideo.durationUs(URI.create("s3://barn/long.avi"), store))
                .isEqualTo(SeekableVideo.durationUs(clip.toUri(), null))
                .isPresent();

        assertThat(store.read).isLessThan(Files.size(clip) / 2);
    }

    @Test
    void aFileThatIsNoVideoIsNamedByItsAddress() {
        VideoException text =
                catchThrowableOfType(
                        VideoException.class,
                        () ->
                                VideoHeader.read(
                                        URI.create("s3://barn/Stall%203%20öst/notes.txt"),
                                        store,
                                        VideoLimits.DEFAULT));
        assertThat(text.reason().key()).isEqualTo("not_video");
        assertThat(text).hasMessageContaining("s3://barn/Stall 3 öst/notes.txt");
        assertThat(reason("s3://barn/none.mp4")).isEqualTo("missing");
        store.readingFails = true;
        assertThat(reason("s3://barn/Stall%203%20öst/bad.mp4")).isEqualTo("unreadable");
        assertThat(store.opened).isZero();
    }

    private String reason(String address) {
        return catchThrowableOfType(
                        VideoException.class,
                        () -> VideoHeader.read(URI.create(address), store, VideoLimits.DEFAULT))
                .reason()
                .key();
    }

    /** As on a disk: a store may be larger than anybody meant, and a link may lead back. */
    @Test
    void neitherManyFilesNorFoldersWithoutEndAreFollowed() {
        assertThatThrownBy(() -> endless(100_001, false))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("more than 100000 files in s3://barn/");
        assertThat(endless(100_000, false).files()).hasSize(100_000);
        assertThat(endless(1, true).files()).hasSize(33);
    }

    private static FootageListing endless(int files, boolean folder) {
        RemoteFiles store =
                new RemoteFiles() {
                    @Override
                    public long size(URI file) throws IOException {
                        throw new FileNotFoundException();
                    }

                    @Override
                    public InputStream open(URI file) throws IOException {
                        throw new FileNotFoundException();
                    }

                    @Override
                    public SeekableByteChannel openSeekable(URI file) throws IOException {
                        throw new FileNotFoundException();
                    }

                    @Override
                    public List<RemoteEntry> list(URI at) {
                        String below = at.toString().replaceFirst("/$", "");
                        Stream<RemoteEntry> all =
                                IntStream.range(0, files)
                                        .mapToObj(i -> URI.create(below + "/" + i + ".mp4"))
                                        .map(file -> new RemoteEntry(file, false, 1));
                        RemoteEntry deeper =
                                new RemoteEntry(URI.create(below + "/deeper"), true, 0);
                        return (folder ? Stream.concat(all, Stream.of(deeper)) : all).toList();
                    }
                };
        return FootageListing.find("s3://barn/", store);
    }
}
