package io.barnhand.gait.job.analysis.validation;

import io.barnhand.gait.job.analysis.validation.observe.Cell;
import io.barnhand.gait.job.analysis.validation.observe.CellPlan;
import io.barnhand.gait.job.analysis.validation.observe.CellRunner;
import io.barnhand.gait.job.analysis.validation.observe.CellStore;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.table.AcceptanceTable;
import io.barnhand.gait.job.analysis.validation.table.AccuracyPage;
import io.barnhand.gait.job.analysis.validation.table.ConfusionTable;
import io.barnhand.gait.job.analysis.validation.table.IntervalTable;
import io.barnhand.gait.job.analysis.validation.table.InvarianceTable;
import io.barnhand.gait.job.analysis.validation.table.NegativeTable;
import io.barnhand.gait.job.analysis.validation.table.NoiseTable;
import io.barnhand.gait.job.analysis.validation.table.Observations;
import io.barnhand.gait.job.analysis.validation.table.ScoreTable;
import io.barnhand.gait.job.analysis.validation.table.ValidationPlots;
import io.barnhand.gait.job.analysis.validation.table.ValidationResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Computes the cells of a validation, and writes its tables and plots. */
public final class GaitValidation {

    private final Path folder;
    private final int runs;
    private final long seed;

    /**
     * @param folder for the results; may hold the finished cells of an interrupted run
     * @param runs synthetic horses per cell
     * @param seed of everything random
     */
    public GaitValidation(Path folder, int runs, long seed) {
        this.folder = folder;
        this.runs = runs;
        this.seed = seed;
    }

    /**
     * Computes what is missing and writes the results.
     *
     * @param progress gets a line per cell
     * @throws io.barnhand.gait.job.configuration.ConfigurationException where the folder holds
     *     something else
     */
    public ValidationResults run(PrintWriter progress) throws IOException, InterruptedException {
        List<Cell> cells = CellPlan.of(runs, seed);
        CellStore store = CellStore.open(folder, runs, seed);
        int computed = new CellRunner(store, progress).run(cells);
        Observations observations = Observations.read(store, cells);
        ValidationResults results = ValidationResults.of(observations, computed);
        write(results, observations);
        return results;
    }

    private void write(ValidationResults results, Observations observations) throws IOException {
        AcceptanceTable.csv(results.acceptance()).write(folder.resolve("acceptance.csv"));
        IntervalTable.csv(results.intervals()).write(folder.resolve("intervals.csv"));
        ConfusionTable.csv(results.confusion()).write(folder.resolve("confusion.csv"));
        NoiseTable.csv(results.noise()).write(folder.resolve("noise.csv"));
        NegativeTable.csv(results.negative()).write(folder.resolve("negative.csv"));
        InvarianceTable.csv(results.invariances()).write(folder.resolve("invariances.csv"));
        ScoreTable.csv(results.score()).write(folder.resolve("score.csv"));
        Files.writeString(
                folder.resolve("accuracy.md"),
                new AccuracyPage(observations, results.intervals()).markdown(runs));
        ValidationPlots plots = new ValidationPlots(folder);
        plots.errorAgainstNoise(results.noise());
        Condition perturbed = Condition.named(Condition.PERTURBED);
        plots.confusion(results.confusion(perturbed.name()), perturbed.says());
        plots.coverage(results.intervals());
    }
}
