package io.barnhand.gait.job.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.testing.SquareVideo;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class VideoOverlayTest {

    private static final int FRAMES = 24;

    @TempDir private Path folder;

    @Test
    void posesAreDrawnWhereTheHorseIsAtTheTimeOfTheFrameWhateverTheRate() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), FRAMES);
        long[] times = SquareVideo.times(FRAMES);
        RecordingLines lines = new RecordingLines("arena", "square");
        for (int i = 0; i < FRAMES; i++) {
            if (i % 4 != 2) {
                lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", times[i])));
            }
        }

        VideoOverlay.Written written = write(lines, video);

        assertThat(written).isEqualTo(new VideoOverlay.Written(FRAMES, FRAMES - 6, null));
        List<VideoFrame> frames = SquareVideo.read(out());
        assertThat(frames)
                .extracting(VideoFrame::timeUs)
                .containsExactly(Arrays.stream(times).boxed().toArray(Long[]::new));
        for (int i = 0; i < FRAMES; i++) {
            double[] spot = brightSpot(frames.get(i).image(), SquareVideo.x(times[i]));
            if (i % 4 == 2) {
                assertThat(spot).as("frame %d, which has no pose", i).isNull();
            } else {
                assertThat(spot).as("frame %d", i).isNotNull();
                assertThat(spot[0]).isCloseTo(SquareVideo.x(times[i]), within(1.5));
                assertThat(spot[1]).isCloseTo(SquareVideo.Y, within(1.5));
            }
        }
    }

    @Test
    void timesThatAContainerRoundedToTheMillisecondStillMeet() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), FRAMES);
        RecordingLines lines = new RecordingLines("arena", "square");
        for (long us : SquareVideo.times(FRAMES)) {
            lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", us / 1000 * 1000)));
        }

        assertThat(write(lines, video).framesWithPoses()).isEqualTo(FRAMES);
    }

    @Test
    void aVideoWithoutPosesShowsTheTime() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), 3);

        VideoOverlay.Written written = write(new RecordingLines("arena", "square"), video);

        assertThat(written).isEqualTo(new VideoOverlay.Written(3, 0, null));
        for (VideoFrame frame : SquareVideo.read(out())) {
            assertThat(bright(frame.image(), 0, 50)).as("the clock").isGreaterThan(200);
            assertThat(bright(frame.image(), 50, SquareVideo.HEIGHT)).as("the rest").isZero();
        }
    }

    @Test
    void aNoticeStandsAtTheFootOfEveryFrame() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), 3);

        new VideoOverlay(new RecordingLines("arena", "square"))
                .withNotice("Rendered horses:\nsays nothing of yours")
                .write(SquareVideo.segment(video), out(), us -> {});

        for (VideoFrame frame : SquareVideo.read(out())) {
            int letters = bright(frame.image(), SquareVideo.HEIGHT - 20, SquareVideo.HEIGHT);
            assertThat(letters).isGreaterThan(200);
        }
    }

    @Test
    void aNoticeThatNobodyCouldReadIsRefused() {
        VideoOverlay overlay = new VideoOverlay(new RecordingLines("arena", "square"));

        assertThatThrownBy(() -> overlay.withNotice("n".repeat(251)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("251 characters")
                .hasMessageContaining("shorten it");
    }

    @Test
    void theVideoItselfIsNotOverwrittenUnderWhateverName() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), 3);
        byte[] before = Files.readAllBytes(video);
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), video);
        VideoOverlay overlay = new VideoOverlay(new RecordingLines("arena", "square"));

        for (Path same : List.of(video, link, folder.resolve("x/../square.mp4"))) {
            Files.createDirectories(folder.resolve("x"));
            assertThatThrownBy(() -> overlay.write(SquareVideo.segment(video), same, us -> {}))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is the video itself");
        }
        assertThat(video).hasBinaryContent(before);
    }

    @Test
    void aSegmentInWhichNoHorseWasSeenIsWrittenAndSaidToHaveNoPoses() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), 3);
        RecordingLines lines = new RecordingLines("arena", "square");
        lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", 3_600_000_000L)));

        VideoOverlay.Written written = write(lines, video);

        assertThat(written.framesWithPoses()).isZero();
        assertThat(written.warning())
                .contains("2026-01-01 09:00:00.000 UTC")
                .contains("the video begins at 2026-01-01 08:00:00.000 UTC");
        assertThat(SquareVideo.read(out())).hasSize(3);
    }

    @Test
    void posesOfAnotherDayAreAnErrorAndLeaveNothingBehind() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), 3);
        RecordingLines lines = new RecordingLines("arena", "square");
        lines.addPose(
                PoseLine.read(
                        SquareVideo.pose("arena", "square", 0)
                                .replace(
                                        "" + SquareVideo.START_US,
                                        "" + (SquareVideo.START_US + 176_400_000_000L))));

        assertThatThrownBy(() -> write(lines, video))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("2026-01-03 09:00:00.000 UTC")
                .hasMessageContaining("the video begins at 2026-01-01 08:00:00.000 UTC");
        try (Stream<Path> files = Files.list(folder.resolve("drawn"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void framesBeforeAFaultAreKeptAndTheFaultIsReported() throws Exception {
        Path video = SquareVideo.write(folder.resolve("square.mp4"), FRAMES);
        byte[] bytes = Files.readAllBytes(video);
        Files.write(video, Arrays.copyOf(bytes, bytes.length - bytes.length / 4));

        VideoOverlay.Written written = write(new RecordingLines("arena", "square"), video);

        assertThat(written.warning()).contains("square.mp4");
        assertThat(written.frames()).isBetween(1L, FRAMES - 1L);
        assertThat(SquareVideo.read(out())).hasSize((int) written.frames());
    }

    @Test
    void aFileThatIsNoVideoIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video");

        assertThatThrownBy(() -> write(new RecordingLines("arena", "square"), text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("text.mp4");
    }

    private Path out() {
        return folder.resolve("drawn/square.mp4");
    }

    private VideoOverlay.Written write(RecordingLines lines, Path video) throws Exception {
        return new VideoOverlay(lines).write(SquareVideo.segment(video), out(), us -> {});
    }

    /** Middle of what is bright within the square, px; null where nothing is. */
    private static double[] brightSpot(BgrImage image, double squareX) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        int inner = SquareVideo.HALF - 3;
        for (int y = SquareVideo.Y - inner; y < SquareVideo.Y + inner; y++) {
            for (int x = (int) squareX - inner; x < squareX + inner; x++) {
                int grey = SquareVideo.grey(image, x, y);
                if (grey > 110) {
                    sum += grey;
                    sumX += grey * (x + 0.5);
                    sumY += grey * (y + 0.5);
                }
            }
        }
        return sum == 0 ? null : new double[] {sumX / sum, sumY / sum};
    }

    /** How many pixels of some rows are light, as letters are and nothing else. */
    private static int bright(BgrImage image, int fromY, int toY) {
        int bright = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = 0; x < image.width(); x++) {
                bright += SquareVideo.grey(image, x, y) > 180 ? 1 : 0;
            }
        }
        return bright;
    }
}
