package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Whoever can write into the ledger may name any path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../other/r",
                "/other/r",
                "camera=aisle/day=../../../other/r",
                "camera=aisle/day=1970-01-02/../../../../other/r",
                "camera=other/day=1970-01-01/r",
                "camera=aisle/day=1970-01-01/other"
            })
    void aPathOfAnEntryIsNotFollowedElsewhere(String path) throws IOException {
        ledger.done(unit("r", 0, 5));
        Path entry = folder.resolve("_ledger=a/units/aisle/r.json");
        Files.writeString(
                entry, Files.readString(entry).replace("camera=aisle/day=1970-01-01/r", path));
        assertThat(entry).content().contains(path);
        Path other =
                folder.resolve("run=a")
                        .resolve(path.substring(path.startsWith("/") ? 1 : 0) + ".parquet")
                        .normalize();
        Files.createDirectories(other.getParent());
        Files.writeString(other, "PAR1keysPAR1");

        ledger.discard(unit("r", 0, 5));

        assertThat(other).exists();
        assertThat(entry).doesNotExist();
    }

    @Test
    void theFilesOfAnotherDayAreDiscarded() throws IOException {
        Path file = keypoints("1970-01-01", "r");
        Files.writeString(file, "PAR1keysPAR1");
        ledger.done(unit("r", 0, 5));

        ledger.discard(unit("r", DAY_US, 5));

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run=a",
                "run=a/camera=aisle",
                "run=a/camera=aisle/day=1970-01-01",
                "_ledger=a",
                "_ledger=a/units",
                "_ledger=a/units/aisle",
                "_ledger=a/coverage/camera=aisle"
            })
    void noLinkIsFollowed(String link) throws IOException {
        Files.writeString(keypoints("1970-01-01", "r"), "PAR1keysPAR1");
        lines("coverage");
        ledger.done(unit("r", 0, 5));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path moved = Files.move(folder.resolve(link), elsewhere.resolve("moved"));
        Files.createSymbolicLink(folder.resolve(link), moved);
        List<Path> before = everything(elsewhere);

        assertThatThrownBy(() -> ledger.discard(unit("r", 0, 5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        folder.resolve(link) + " is a link, and none is followed below");
        assertThatThrownBy(() -> ledger.done(unit("r", 0, 5)))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> ledger.differences(unit("r", 0, 5)))
                .isInstanceOf(ConfigurationException.class);
        assertThat(everything(elsewhere)).isEqualTo(before);
    }

    @Test
    void ofDraftsThatAreLinksOnlyTheLinkIsRemoved() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "");
        Path drafts = Files.createDirectories(folder.resolve("_ledger=a/drafts"));
        Files.createSymbolicLink(drafts.resolve("keypoints"), folder);

        ledger.removeDrafts();
        assertThat(drafts).doesNotExist();
        Files.createSymbolicLink(drafts, folder);
        ledger.removeDrafts();

        assertThat(kept).exists();
        assertThat(Files.isSymbolicLink(drafts)).isFalse();
    }

    private static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aUnitWhoseFootageChangedIsNotDone() throws IOException {
        ledger.done(unit("r", 0, 5));

        assertThat(ledger.isDone(unit("r", 0, 6))).isFalse();
        assertThat(ledger.isDone(unit("r", DAY_US, 5))).isFalse();
    }

    /** What becomes of a keypoint file of 12 bytes, and what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAR1keysPA| has 10 bytes, 12 bytes were written",
                "PAR1keysPAR1PAR1| has 16 bytes, 12 bytes were written",
                "PAR1kexsPAR1| has the CRC-32C",
                "| does not exist, 12 bytes were written",
            })
    void aFileThatIsNotAsItWasWrittenIsNamed(String now, String difference) throws IOException {
        Path file = keypoints("1970-01-01", "r");
        Files.writeString(file, "PAR1keysPAR1");
        ledger.done(unit("r", 0, 5));
        assertThat(ledger.differences(unit("r", 0, 5))).isEmpty();

        if (now == null) {
            Files.delete(file);
        } else {
            Files.writeString(file, now);
        }

        assertThat(ledger.isDone(unit("r", 0, 5))).isTrue();
        assertThat(ledger.differences(unit("r", 0, 5)))
                .singleElement()
                .asString()
                .startsWith(file + " " + difference);
    }

    @Test
    void aFileThatWasNotWrittenIsNamed() throws IOException {
        ledger.done(unit("r", 0, 5));
        Path file = keypoints("1970-01-01", "r");

        assertThat(ledger.differences(unit("r", 0, 5)))
                .containsExactly(file + " has 0 bytes, no such file was written");
    }

    @Test
    void coverageAndDeadLettersAreComparedToo() throws IOException {
        Path coverage = lines("coverage");
        Path letters = lines("letters/decode");
        ledger.done(unit("r", 0, 5));

        Files.writeString(coverage, "{}\n{");
        Files.writeString(letters, "[]\n");

        assertThat(ledger.differences(unit("r", 0, 5)))
                .hasSize(2)
                .anyMatch(text -> text.startsWith(coverage + " has 4 bytes, 3 bytes were"))
                .anyMatch(text -> text.startsWith(letters + " has the CRC-32C"));
    }

    @Test
    void ofAnEarlierLedgerTheEndsOfFilesAreLookedAt() throws IOException {
        Path file = keypoints("1970-01-01", "r");
        Path coverage = lines("coverage");
        Files.writeString(file, "PAR1keysPAR1");
        ledger.done(unit("r", 0, 5));
        Path entry = folder.resolve("_ledger=a/units/aisle/r.json");
        String earlier = Files.readString(entry).replaceFirst(",\"results\":.*", "}");
        Files.writeString(entry, earlier);

        assertThat(ledger.isDone(unit("r", 0, 5))).isTrue();
        assertThat(ledger.differences(unit("r", 0, 5))).isEmpty();

        Files.writeString(file, "PAR1keys");
        Files.writeString(coverage, "{");
        assertThat(ledger.differences(unit("r", 0, 5)))
                .containsExactly(
                        file + " of 8 bytes is cut off at its end",
                        coverage + " of 1 bytes is cut off at its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"camera\":\"ai", "[1]", "7"})
    void aBrokenEntrySaysThatNothingIsDone(String content) throws IOException {
        Path file = keypoints("1970-01-01", "r");
        ledger.done(unit("r", 0, 5));
        Path entry = folder.resolve("_ledger=a/units/aisle/r.json");
        Files.writeString(entry, content);

        assertThat(ledger.isDone(unit("r", 0, 5))).isFalse();

        ledger.discard(unit("r", 0, 5));
        assertThat(file).doesNotExist();
        assertThat(entry).doesNotExist();
    }

    @Test
    void aDescriptionThatIsBrokenOrWithoutEndIsNamed() throws IOException {
        Path description = folder.resolve("_ledger=a/run.json");
        Files.createDirectories(description.getParent());
        Files.writeString(description, "{\"a\":");
        assertThatThrownBy(() -> ledger.readDescription())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("run.json is broken (");

        try (RandomAccessFile file = new RandomAccessFile(description.toFile(), "rw")) {
            file.setLength(80L << 20);
        }
        assertThatThrownBy(() -> ledger.readDescription())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("run.json is larger than 64 MB");
    }

    private Path lines(String kind) throws IOException {
        Path file = folder.resolve("_ledger=a/" + kind + "/camera=aisle/day=1970-01-01/r.jsonl");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}\n");
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
