package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import java.util.ArrayList;
import java.util.List;

/** Asks of the record of a whole scene whether it says what it should. */
public final class SceneObserver {

    public static final String CONDITION = "scene";

    private static final double SHARE = 0.05;
    private static final int FEWEST = 2;

    private SceneObserver() {}

    static int runs(int asked) {
        return Math.max(FEWEST, (int) Math.round(SHARE * asked));
    }

    /** One observation per expectation; its text is {@code expectation;class;flags;metrics}. */
    static List<Observation> observe(Scene scene, int runs, long seed) {
        List<Observation> observations = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            long own = MadeHorse.seed(seed, run);
            GaitRecord record = GaitStage.pass(scene.track(own)).record();
            for (Expectation expectation : scene.expectations) {
                String said =
                        String.join(
                                ";",
                                expectation.says(),
                                record.gait().name(),
                                String.join(" ", GaitFlag.keys(record.quality().flags())),
                                String.join(" ", Given.names(record)));
                observations.add(
                        Observation.bare(
                                run,
                                scene.key(),
                                Measure.EXPECTATION,
                                1,
                                expectation.test().holds(record, own) ? 1 : 0,
                                said));
            }
        }
        return observations;
    }
}
