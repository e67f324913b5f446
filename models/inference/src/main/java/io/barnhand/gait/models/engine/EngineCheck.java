package io.barnhand.gait.models.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.barnhand.gait.models.ModelException;
import java.util.Arrays;
import java.util.Locale;

/** Checks that an inference engine starts and its native libraries run on this machine. */
public final class EngineCheck {

    private static final Shape TWO_BY_TWO = new Shape(2, 2);

    private EngineCheck() {}

    /**
     * Multiplies two matrices with PyTorch on the CPU.
     *
     * @return its version
     * @throws ModelException if it does not start or the product is wrong
     */
    public static String pyTorch() {
        Engine engine = torch();
        try (NDManager manager = engine.newBaseManager(Device.cpu())) {
            NDArray left = manager.create(new float[] {1, 2, 3, 4}, TWO_BY_TWO);
            NDArray right = manager.create(new float[] {5, 6, 7, 8}, TWO_BY_TWO);
            float[] product = left.matMul(right).toFloatArray();
            if (!Arrays.equals(product, new float[] {19, 22, 43, 50})) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "PyTorch %s multiplies wrongly, [[1, 2], [3, 4]] [[5, 6], [7, 8]] is %s",
                                engine.getVersion(),
                                Arrays.toString(product)),
                        "use a native library for this processor");
            }
        } catch (EngineException | LinkageError e) {
            throw absent(TorchEngine.NAME, e);
        }
        return engine.getVersion();
    }

    /**
     * Starts ONNX Runtime.
     *
     * @return its version
     * @throws ModelException if it does not start
     */
    public static String onnxRuntime() {
        return OnnxNetwork.runtime().getVersion();
    }

    private static Engine torch() {
        try {
            return TorchEngine.start();
        } catch (LinkageError e) {
            throw absent(TorchEngine.NAME, e);
        }
    }

    private static ModelException absent(String engine, Throwable cause) {
        return new ModelException(
                String.format(Locale.ROOT, "%s does not start (%s)", engine, cause),
                "put its engine and its native library for this platform on the class path",
                cause);
    }
}
