package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final long DAY_US = 86_400_000_000L;

    @TempDir private Path folder;
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(folder.toString(), "a");
    }

    @Test
    void aUnitIsDoneOnceItIsEnteredAndNoOther() throws IOException {
        assertThat(ledger.isDone(unit("r", 0, 5))).isFalse();

        ledger.done(unit("r", 0, 5));

        assertThat(ledger.isDone(unit("r", 0, 5))).isTrue();
        assertThat(ledger.isDone(unit("s", 0, 5))).isFalse();
        assertThat(new Ledger(folder.toString(), "b").isDone(unit("r", 0, 5))).isFalse();
    }

    @Test
    void aUnitWhoseFootageChangedIsNotDone() throws IOException {
        ledger.done(unit("r", 0, 5));

        assertThat(ledger.isDone(unit("r", 0, 6))).isFalse();
        assertThat(ledger.isDone(unit("r", DAY_US, 5))).isFalse();
    }

    @Test
    void filesOfAUnitAreRemovedFromTheirFormerFolders() throws IOException {
        Path before = keypoints("1970-01-01", "r");
        Path other = keypoints("1970-01-01", "s");
        ledger.done(unit("r", 0, 5));

        ledger.discard(unit("r", DAY_US, 5));
        ledger.discard(unit("never done", 0, 5));

        assertThat(before).doesNotExist();
        assertThat(other).exists();
        assertThat(ledger.isDone(unit("r", 0, 5))).isFalse();
    }

    private Path keypoints(String day, String recording) throws IOException {
        Path file =
                folder.resolve(
                        String.format(
                                Locale.ROOT,
                                "run=a/camera=aisle/day=%s/%s.parquet",
                                day,
                                recording));
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private static ArchiveUnit unit(String recording, long startUs, long bytes) {
        return ArchiveUnit.of(
                List.of(
                        new VideoSegment(
                                "aisle",
                                recording,
                                0,
                                "aisle/" + recording,
                                "file:///" + recording,
                                startUs,
                                ClockStatus.KNOWN,
                                true,
                                null,
                                bytes,
                                null)));
    }
}
