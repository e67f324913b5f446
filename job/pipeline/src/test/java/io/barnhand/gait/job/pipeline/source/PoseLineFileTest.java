package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseLineFileTest {

    private static final String MARK = "\ufeff";

    @TempDir private Path folder;

    /** As Notepad, Excel and PowerShell write text. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theMarkOfTheEncodingIsNoPartOfTheFirstLine(String encoding) throws IOException {
        String lines = MARK + line(0) + "\r\n" + line(40_000) + "\r\n\r\n";

        assertThat(read(lines, Charset.forName(encoding)))
                .extracting(archived -> archived.pose().camera(), a -> a.pose().timeUs())
                .containsExactly(tuple("st\u00e4ll", 0L), tuple("st\u00e4ll", 40_000L));
    }

    /** A name would lose its letter without a word. */
    @Test
    void aLineInTheEncodingOfAnOldEditorIsRefused() throws IOException {
        List<ArchivedPose> read = read(line(0) + "\n", Charset.forName("windows-1252"));

        assertThat(read).singleElement().extracting(ArchivedPose::pose).isNull();
        assertThat(read.get(0).problem())
                .contains("Line 1 of " + folder.resolve("poses.jsonl"))
                .contains("(its character 14 is not UTF-8)");
    }

    @Test
    void everyLineBeyondTimeIsRefusedWithItsValue() throws IOException {
        String lines =
                line(9_223_372_036_854_275_807L)
                        + "\n"
                        + line(Long.MAX_VALUE)
                        + "\n"
                        + line(Long.MIN_VALUE)
                        + "\n";

        assertThat(read(lines, StandardCharsets.UTF_8))
                .hasSize(3)
                .allMatch(archived -> archived.pose() == null)
                .extracting(ArchivedPose::problem)
                .allMatch(problem -> problem.contains("must be a time from 1970 to 2199"))
                .first()
                .asString()
                .contains("time_us is 9223372036854275807");
    }

    private List<ArchivedPose> read(String lines, Charset encoding) throws IOException {
        Path path = folder.resolve("poses.jsonl");
        Files.write(path, lines.getBytes(encoding));
        List<ArchivedPose> read = new ArrayList<>();
        try (PoseFile file = PoseFile.open(new org.apache.flink.core.fs.Path(path.toUri()))) {
            for (ArchivedPose pose; (pose = file.next()) != null; ) {
                read.add(pose);
            }
        }
        return read;
    }

    private static String line(long timeUs) {
        return PoseLine.write(
                new HorsePose(
                        "st\u00e4ll",
                        "r",
                        "t",
                        null,
                        timeUs,
                        640,
                        480,
                        new Box(0, 0, 9, 9),
                        0.5f,
                        new float[3 * HorsePose.KEYPOINTS],
                        "m",
                        List.of()));
    }
}
