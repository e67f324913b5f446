package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Every cell of a validation. */
public final class CellPlan {

    private final int runs;
    private final long seed;
    private final List<Cell> cells = new ArrayList<>();

    private CellPlan(int runs, long seed) {
        this.runs = runs;
        this.seed = seed;
    }

    /**
     * @param runs synthetic horses per cell; cells of long tracks and of what is only reported have
     *     fewer
     */
    public static List<Cell> of(int runs, long seed) {
        CellPlan plan = new CellPlan(runs, seed);
        plan.addScenes();
        plan.addInvariances();
        Condition.all().forEach(plan::addGaits);
        PooledPasses.all().forEach(plan::addPooled);
        return plan.cells;
    }

    private void addScenes() {
        for (NegativeCase scene : NegativeCase.values()) {
            cells.add(
                    new Cell(
                            NegativeCaseObserver.CONDITION,
                            scene.key(),
                            () ->
                                    NegativeCaseObserver.observe(
                                            scene, NegativeCaseObserver.runs(runs), seed)));
        }
    }

    private void addInvariances() {
        for (SyntheticGait model : SyntheticGait.ALL) {
            add(
                    InvarianceObserver.CONDITION,
                    model,
                    InvarianceObserver.runs(runs),
                    run -> InvarianceObserver.observe(model, run, seed));
        }
    }

    private void addGaits(Condition condition) {
        for (SyntheticGait model : condition.gaits()) {
            add(
                    condition.name(),
                    model,
                    condition.runs(runs),
                    run ->
                            PassObserver.observe(
                                    SyntheticHorse.of(condition, model, run, seed),
                                    condition.scope()));
        }
    }

    private void addPooled(PooledPasses pooled) {
        for (SyntheticGait model : PooledPasses.GAITS) {
            add(
                    pooled.name(),
                    model,
                    PooledPasses.runs(runs),
                    run -> pooled.observe(model, run, seed));
        }
    }

    private void add(
            String condition, SyntheticGait model, int count, IntFunction<List<Observation>> run) {
        cells.add(
                new Cell(
                        condition,
                        model.name(),
                        () -> {
                            List<Observation> observations = new ArrayList<>();
                            for (int i = 0; i < count; i++) {
                                observations.addAll(run.apply(i));
                            }
                            return observations;
                        }));
    }
}
