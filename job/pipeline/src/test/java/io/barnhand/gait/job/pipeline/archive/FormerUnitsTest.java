package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerUnitsTest {

    @TempDir private Path folder;

    @Test
    void aChapterThatWasARecordingIsRemovedWithItsFiles() throws IOException {
        Ledger ledger = new Ledger(folder.toString(), "a");
        VideoSegment first = segment("GX010042", 0, "GX010042");
        ArchiveUnit chapter = ArchiveUnit.of(List.of(segment("GX020042", 0, "GX020042")));
        ArchiveUnit other = ArchiveUnit.of(List.of(segment("walk", 0, "walk")));
        ArchiveUnit gone = ArchiveUnit.of(List.of(segment("removed", 0, "removed")));
        for (ArchiveUnit unit : List.of(ArchiveUnit.of(List.of(first)), chapter, other, gone)) {
            WholeFile.write(ledger.keypoints(unit), "PAR1".getBytes(StandardCharsets.UTF_8));
            WholeFile.write(ledger.coverage(unit), "{}\n".getBytes(StandardCharsets.UTF_8));
            ledger.done(unit);
        }
        WorkList planned =
                WorkList.of(
                        List.of(
                                first,
                                segment("GX010042", 1, "GX020042"),
                                other.segments().get(0)));

        assertThat(FormerUnits.discard(ledger, planned)).containsExactly("arena/GX020042");

        assertThat(ledger.isDone(chapter)).isFalse();
        assertThat(Files.exists(Path.of(ledger.keypoints(chapter).getPath()))).isFalse();
        assertThat(Files.exists(Path.of(ledger.coverage(chapter).getPath()))).isFalse();
        assertThat(ledger.isDone(other)).isTrue();
        assertThat(ledger.differences(other)).isEmpty();
        assertThat(ledger.isDone(gone)).isTrue();
        assertThat(FormerUnits.discard(ledger, planned)).isEmpty();
    }

    @Test
    void aRunThatHasNothingDoneHasNone() throws IOException {
        WorkList planned = WorkList.of(List.of(segment("r", 0, "a"), segment("r", 1, "b")));
        assertThat(FormerUnits.discard(new Ledger(folder.toString(), "a"), planned)).isEmpty();
    }

    private static VideoSegment segment(String recording, long sequence, String file) {
        return new VideoSegment(
                "arena",
                recording,
                sequence,
                VideoSegment.unitOf("arena", recording),
                "file:///" + file + ".MP4",
                sequence * 1_000_000,
                ClockStatus.KNOWN,
                true,
                null,
                5,
                null);
    }
}
