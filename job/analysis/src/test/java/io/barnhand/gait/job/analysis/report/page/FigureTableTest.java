package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {

    private static final FigureRow SPEED = FigureRow.words("speed", "1", "");

    @Test
    void aReasonOfManyIsGivenOnceAndNoFigureIsLost() {
        FigureTable table =
                FigureTable.of(
                        List.of(
                                FigureRow.missing("a", "dark"),
                                SPEED,
                                FigureRow.missing("b", "dark"),
                                FigureRow.missing("x", "far"),
                                FigureRow.missing("c", "dark")));

        assertThat(table.rows()).containsExactly(SPEED, FigureRow.missing("x", "far"));
        assertThat(table.missing()).containsExactly(new FigureTable.Missing("a; b; c", "dark"));
    }

    @Test
    void twoKeepTheirLines() {
        List<FigureRow> rows =
                List.of(FigureRow.missing("a", "dark"), FigureRow.missing("b", "dark"), SPEED);

        assertThat(FigureTable.of(rows)).isEqualTo(new FigureTable(rows, List.of()));
    }
}
