package io.barnhand.gait.job.analysis.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

    @TempDir Path folder;

    /** A camera may be named so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1 | '=1+1",
                "+1+1 | '+1+1",
                "-2+3 | '-2+3",
                "@SUM(A1) | '@SUM(A1)",
                "~ =1~ | ' =1",
                "~\t=1~ | ~'\t=1~",
                "~\r=1~ | ~\"'\r=1\"~",
                "=1,\"2\" | \"'=1,\"\"2\"\"\"",
                "\uff1d1 | '\uff1d1",
                "- | '-",
                "-0.5 | -0.5",
                "+12 | +12",
                "1e-3 | 1e-3",
                "aisle=1 | aisle=1",
                "Süd | Süd"
            })
    void aTextIsNoFormula(String text, String cell) throws IOException {
        assertThat(written(text)).isEqualTo("a\n" + cell + "\n");
    }

    @Test
    void numbersStayNumbers() throws IOException {
        assertThat(written(-0.123456789)).isEqualTo("a\n-0.12346\n");
        assertThat(written(-7)).isEqualTo("a\n-7\n");
        assertThat(written(Double.NEGATIVE_INFINITY)).isEqualTo("a\n\n");
    }

    private String written(Object field) throws IOException {
        Path file = folder.resolve("a.csv");
        CsvTable table = new CsvTable("a");
        table.add(field);
        table.write(file);
        return Files.readString(file);
    }
}
