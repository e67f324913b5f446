package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.UnseenHorse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageLineTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 5",
        "9223372036854775807, 9223372036854775807",
        "5, 4",
        "0, 31622400000001",
        "0, 9223372036854775807",
        "-9223372036854775808, 9223372036854775807"
    })
    void aSpanBeyondTheTimesThatThereAreIsRefused(long startUs, long endUs) {
        String line =
                CoverageLine.write(
                        new CoverageSpan("a", "r", null, CoverageSpan.EXPECTED, startUs, endUs));

        assertThatThrownBy(() -> CoverageLine.read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + startUs + " to " + endUs + " µs");
    }

    @Test
    void hasTheStableForm() {
        CoverageSpan span =
                new CoverageSpan(
                        "aisle",
                        "r",
                        null,
                        CoverageSpan.DECODED,
                        1_612_137_600_000_000L,
                        1_612_137_610_033_333L);

        assertThat(CoverageLine.read(CoverageLine.write(span))).isEqualTo(span);
        assertThat(CoverageLine.write(span))
                .isEqualTo(
                        "{\"camera\":\"aisle\",\"recording\":\"r\",\"track\":null,"
                                + "\"kind\":\"decoded\",\"start_us\":1612137600000000,"
                                + "\"end_us\":1612137610033333}");
    }

    @Test
    void aSpanWithoutAHorseSaysWhatComesClosest() {
        CoverageSpan span =
                new CoverageSpan(
                        "c",
                        "r",
                        null,
                        CoverageSpan.DECODED,
                        1,
                        2,
                        new UnseenHorse(0.25, 180, 0.875));

        String line = CoverageLine.write(span);

        assertThat(line)
                .endsWith(
                        "\"end_us\":2,\"unseen\":{\"best_score\":0.25,\"turned_degrees\":180,"
                                + "\"turned_score\":0.875}}");
        assertThat(CoverageLine.read(line)).isEqualTo(span);
    }
}
