package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Slow
class PoseLeakTest {

    private static final Golden GOLDEN = Golden.embedded();
    private static final int CALLS = 200;

    /** Far below what the outputs of the calls take together: 56 MB at a batch of 4. */
    private static final long TOLERATED_KB = 40_000;

    @Test
    void callsLeaveNoArraysAndNoMemoryBehind() throws Exception {
        PoseCrop crop = GOLDEN.crop("animalpose_ca110_orig");
        List<PoseCrop> crops = Collections.nCopies(4, crop);
        try (PoseModel model = load();
                PoseEstimator estimator = model.newEstimator()) {
            repeat(estimator, crops, CALLS / 2);
            long resources = liveResources();
            long memory = residentKb();
            repeat(estimator, crops, CALLS);
            assertThat(liveResources()).isEqualTo(resources);
            if (memory > 0) {
                assertThat(residentKb()).isLessThan(memory + TOLERATED_KB);
            }
        }
    }

    @Test
    void modelsAndEstimatorsLeaveNothingBehindWhenClosed() throws Exception {
        load().close();
        long resources = liveResources();
        for (int i = 0; i < 3; i++) {
            PoseModel model = load();
            PoseEstimator first = model.newEstimator();
            PoseEstimator second = model.newEstimator();
            first.close();
            model.close();
            assertThat(liveResources()).isGreaterThan(resources);
            second.close();
        }
        assertThat(liveResources()).isEqualTo(resources);
    }

    private static PoseModel load() {
        return RtmPoseModel.load(GOLDEN.file("rtmpose-xs.pth"), PoseModelOptions.defaults());
    }

    private static void repeat(PoseEstimator estimator, List<PoseCrop> crops, int calls) {
        for (int i = 0; i < calls; i++) {
            estimator.estimate(crops);
        }
        System.gc();
    }

    /** Arrays and managers below the engine's root manager, which DJL does not let one count. */
    private static long liveResources() throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            return count(manager.getParentManager(), resources) - 1;
        }
    }

    private static long count(Object manager, Field resources) throws IllegalAccessException {
        long count = 0;
        for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
            count += 1 + (resource instanceof BaseNDManager ? count(resource, resources) : 0);
        }
        return count;
    }

    /** Resident memory of this process, kB; 0 where there is no /proc. */
    private static long residentKb() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .sum();
    }
}
