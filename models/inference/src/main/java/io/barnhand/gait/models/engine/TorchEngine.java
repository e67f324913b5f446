package io.barnhand.gait.models.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.device.EngineGpus;
import java.util.Locale;

/** PyTorch in this process. */
public final class TorchEngine {

    static final String NAME = "PyTorch";

    private TorchEngine() {}

    /**
     * The GPUs that PyTorch can use; none if its natives were built for the CPU, whatever the
     * machine has.
     *
     * @throws ModelException if the engine does not start
     */
    public static EngineGpus gpus() {
        Engine engine = start();
        boolean cuda = engine.hasCapability(StandardCapabilities.CUDA);
        return new EngineGpus(
                cuda ? CudaUtils.getGpuCount() : 0,
                String.format(
                        Locale.ROOT,
                        "%s %s (natives built %s CUDA)",
                        NAME,
                        engine.getVersion(),
                        cuda ? "for" : "without"));
    }

    /**
     * Unless the user decides otherwise: one thread per call, as parallelism is Flink's business
     * and OpenMP's threads wait for each other by spinning; no profiling of the graph, which stalls
     * the first calls at every batch size and gains nothing on a folded network; no downloads.
     */
    static Engine start() {
        EngineDefaults.offline();
        EngineDefaults.unlessSet("ai.djl.pytorch.num_threads", "1");
        EngineDefaults.unlessSet("ai.djl.pytorch.num_interop_threads", "1");
        EngineDefaults.unlessSet("ai.djl.pytorch.graph_optimizer", "false");
        try {
            return Engine.getEngine(NAME);
        } catch (EngineException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT, "The PyTorch engine does not start (%s)", e.getMessage()),
                    "put pytorch-jni and pytorch-native-cpu for this platform on the class path",
                    e);
        }
    }
}
