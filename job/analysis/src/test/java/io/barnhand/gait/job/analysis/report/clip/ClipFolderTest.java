package io.barnhand.gait.job.analysis.report.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.analysis.results.RecordingId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipFolderTest {

    @TempDir private Path folder;

    private Path videos;
    private ClipFolder clips;

    @BeforeEach
    void write() throws IOException {
        videos = Files.createDirectories(folder.resolve("videos"));
        Files.createDirectories(videos.resolve("aisle"));
        Files.writeString(videos.resolve("aisle/am.mp4"), "abc");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/secret.mp4"), "secret");
        clips = new ClipFolder(videos, folder.resolve("report.html"));
    }

    @Test
    void aClipIsPutIntoThePage() throws IOException {
        assertThat(clips.of(new RecordingId("aisle", "am")))
                .contains(new ReportClip("data:video/mp4;base64,YWJj", true));
    }

    @ParameterizedTest
    @CsvSource({
        "../other, secret",
        "aisle, ../../other/secret",
        "aisle/../../other, secret",
        "linked, secret",
        "aisle, linked",
        "aisle, pm",
        "'nul\0', am"
    })
    void nothingOutsideTheFolderIsOpened(String camera, String recording) throws IOException {
        Files.createSymbolicLink(videos.resolve("linked"), folder.resolve("other"));
        Files.createSymbolicLink(
                videos.resolve("aisle/linked.mp4"), folder.resolve("other/secret.mp4"));

        assertThat(clips.of(new RecordingId(camera, recording))).isEmpty();
    }

    @Test
    void anAbsoluteNameIsNoWayOut() throws IOException {
        String camera = folder.resolve("other").toString();

        assertThat(clips.of(new RecordingId(camera, "secret"))).isEmpty();
    }

    @Test
    void whatIsTooLargeForThePageIsLedTo() throws IOException {
        Path large = videos.resolve("aisle/long & \"late\".mp4");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(ClipFolder.MAX_EMBEDDED + 1);
        }

        assertThat(clips.of(new RecordingId("aisle", "long & \"late\"")))
                .contains(new ReportClip("videos/aisle/long%20&%20%22late%22.mp4", false));
        assertThat(clips.of(new RecordingId("aisle", "am"))).get().matches(ReportClip::embedded);
    }
}
