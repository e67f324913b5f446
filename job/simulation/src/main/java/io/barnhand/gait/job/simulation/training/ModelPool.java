package io.barnhand.gait.job.simulation.training;

import io.barnhand.gait.job.simulation.horse.BodyShape;
import io.barnhand.gait.job.simulation.horse.HorseModel;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** A bounded number of body shapes, each modelled once; shared by threads. */
final class ModelPool {

    private static final int COMMON = 48;
    private static final int COBS = 12;

    private final Map<Integer, HorseModel> common = new ConcurrentHashMap<>();
    private final Map<Integer, HorseModel> cobs = new ConcurrentHashMap<>();

    HorseModel of(boolean cob, SplittableRandom random) {
        if (cob) {
            return cobs.computeIfAbsent(
                    random.nextInt(COBS), i -> HorseModel.of(BodyShape.cob(1000 + i)));
        }
        return common.computeIfAbsent(
                random.nextInt(COMMON), i -> HorseModel.of(BodyShape.of(2000 + i)));
    }
}
