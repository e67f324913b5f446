package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameFootageTest {

    /** So large that the ends of a file are not all of it. */
    private static final int SIZE = 300_000;

    @TempDir private Path folder;

    @Test
    void aRecordingOfTheSameFilesAtTheSameTimesIsACopy() throws IOException {
        byte[] first = bytes(1);
        byte[] second = bytes(2);

        SameFootage same =
                of(
                        file("aisle", "a", 0, first),
                        file("aisle", "a", 1, second),
                        file("aisle", "b", 0, first),
                        file("aisle", "b", 1, second));

        assertThat(copies(same)).containsExactly("aisle/b of aisle/a");
        assertThat(same.twice(same.copies(unit -> false).keySet())).isEmpty();
    }

    @Test
    void aPartOfARecordingIsNoCopy() throws IOException {
        SameFootage same =
                of(
                        file("aisle", "a", 0, bytes(1)),
                        file("aisle", "a", 1, bytes(2)),
                        file("aisle", "b", 0, bytes(1)));

        assertThat(copies(same)).isEmpty();
        assertThat(same.twice(same.copies(unit -> false).keySet())).hasSize(1);
    }

    @Test
    void theSameBytesElsewhereOrAtAnotherTimeAreNoCopy() throws IOException {
        SameFootage same =
                of(
                        file("aisle", "a", 0, bytes(1)),
                        file("yard", "a", 0, bytes(1)),
                        file("aisle", "b", 9, bytes(1)));

        assertThat(copies(same)).isEmpty();
        assertThat(same.twice(same.copies(unit -> false).keySet()).get(0)).hasSize(3);
    }

    @Test
    void filesThatDifferInTheMiddleAloneAreNotTheSame() throws IOException {
        byte[] other = bytes(1);
        other[SIZE / 2]++;

        SameFootage same = of(file("aisle", "a", 0, bytes(1)), file("aisle", "b", 0, other));

        assertThat(copies(same)).isEmpty();
        assertThat(same.twice(same.copies(unit -> false).keySet())).isEmpty();
    }

    @Test
    void nothingIsTheSameAsNothing() throws IOException {
        assertThat(
                        copies(
                                of(
                                        file("aisle", "a", 0, new byte[0]),
                                        file("aisle", "b", 0, new byte[0]))))
                .isEmpty();
    }

    @Test
    void whatIsDoneIsKept() throws IOException {
        SameFootage same =
                of(
                        file("aisle", "a", 0, bytes(1)),
                        file("aisle", "b", 0, bytes(1)),
                        file("aisle", "c", 0, bytes(1)));

        assertThat(copies(same, "aisle/b"))
                .containsExactly("aisle/a of aisle/b", "aisle/c of aisle/b");
        assertThat(copies(same, "aisle/a", "aisle/b")).containsExactly("aisle/c of aisle/a");
    }

    private static List<String> copies(SameFootage same, String... done) {
        return same.copies(unit -> List.of(done).contains(unit.label())).entrySet().stream()
                .map(copy -> copy.getKey().label() + " of " + copy.getValue().label())
                .toList();
    }

    private static SameFootage of(VideoSegment... files) {
        return SameFootage.of(WorkList.of(Stream.of(files).toList()));
    }

    private VideoSegment file(String camera, String recording, int second, byte[] content)
            throws IOException {
        Path file = folder.resolve(camera + recording + second + ".mp4");
        Files.write(file, content);
        return new VideoSegment(
                camera,
                recording,
                second,
                camera + "/" + recording,
                file.toUri().toString(),
                1_000_000L * second,
                ClockStatus.KNOWN,
                false,
                null,
                content.length,
                null);
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
