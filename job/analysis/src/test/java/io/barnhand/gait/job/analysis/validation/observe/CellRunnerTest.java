package io.barnhand.gait.job.analysis.validation.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellRunnerTest {

    @TempDir private Path folder;

    private final AtomicInteger computed = new AtomicInteger();
    private final StringWriter progress = new StringWriter();

    @Test
    void computesOnlyTheCellsThatAreMissing() throws Exception {
        List<Cell> cells = List.of(cell("a"), cell("b"), cell("c"));
        runner().run(cells);
        Files.delete(folder.resolve("cells/white.b.csv"));

        int again = runner().run(cells);

        assertThat(again).isEqualTo(1);
        assertThat(computed).hasValue(4);
        assertThat(progress.toString())
                .contains("2 of 3 cells are there already", "3 of 3  white.b");
        assertThat(store().read(cells.get(1))).hasSize(1);
    }

    @Test
    void leavesNothingOfACellThatFailed() throws Exception {
        Cell failing =
                new Cell(
                        "white",
                        "bad",
                        () -> {
                            throw new IllegalStateException("no legs");
                        });

        assertThatThrownBy(() -> runner().run(List.of(failing))).hasRootCauseMessage("no legs");

        assertThat(store().has(failing)).isFalse();
    }

    @Test
    void refusesAFolderOfOtherRunsOrSeedsAndSaysWhatToDo() throws Exception {
        store();

        assertThatThrownBy(() -> CellStore.open(folder, 3, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("runs 2, seed 1")
                .hasMessageContaining("asked for")
                .hasMessageContaining("give another --out");
    }

    @Test
    void refusesAFolderOfSomethingElse() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(this::store)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds no validation");
    }

    private CellRunner runner() throws IOException {
        return new CellRunner(store(), new PrintWriter(progress, true));
    }

    private CellStore store() throws IOException {
        return CellStore.open(folder, 2, 1);
    }

    private Cell cell(String subject) {
        return new Cell(
                "white",
                subject,
                () -> {
                    computed.incrementAndGet();
                    return List.of(Observation.bare(0, subject, ValidatedQuantity.SPEED, 1, 1, ""));
                });
    }
}
