package io.barnhand.gait.job.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.CoverageSpan;
import org.junit.jupiter.api.Test;

class CoverageLineTest {

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
}
