package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the record of a negative case says what it should. */
public final class NegativeCaseObserver {

    public static final String CONDITION = "scene";

    private static final double SHARE = 0.05;
    private static final int FEWEST = 2;

    private NegativeCaseObserver() {}

    static int runs(int asked) {
        return Math.max(FEWEST, (int) Math.round(SHARE * asked));
    }

    /** One observation per expectation; its text is {@code expectation;class;flags;metrics}. */
    static List<Observation> observe(NegativeCase scene, int runs, long seed) {
        List<Observation> observations = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            long own = SyntheticHorse.seed(seed, run);
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
                                ValidatedQuantity.EXPECTATION,
                                1,
                                expectation.test().holds(record, own) ? 1 : 0,
                                said));
            }
        }
        return observations;
    }
}
