package io.barnhand.gait.models.engine;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NativeCalls;
import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Calls a {@link TorchNetwork}. Not thread-safe: one per thread. */
public final class TorchCaller implements AutoCloseable {

    private final Predictor<Input, List<float[]>> predictor;

    TorchCaller(Predictor<Input, List<float[]>> predictor) {
        this.predictor = predictor;
    }

    /**
     * Runs the network once.
     *
     * @param values float32 in native order, as many as the shape has
     * @param shape sizes, outermost first
     * @return every output in C order
     * @throws OutOfDeviceMemoryException if the GPU has not enough memory left for the call
     * @throws ModelException if the network fails otherwise; with the engine's message
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public List<float[]> call(ByteBuffer values, long... shape) {
        try (NativeCalls.NativeCall running = NativeCalls.begin()) {
            return predictor.predict(new Input(values, new Shape(shape)));
        } catch (TranslateException e) {
            throw failed(e);
        }
    }

    static ModelException failed(Exception e) {
        return CudaMemory.exhausted(e)
                ? new OutOfDeviceMemoryException(
                        String.format(Locale.ROOT, "PyTorch failed (%s)", e.getMessage()), e)
                : new ModelException(
                        String.format(Locale.ROOT, "PyTorch failed (%s)", e.getMessage()),
                        "check the model and the engine with 'barnhand doctor'",
                        e);
    }

    @Override
    public void close() {
        predictor.close();
    }

    record Input(ByteBuffer values, Shape shape) {}

    /** The engine's arrays end with the call. */
    static final class Arrays implements Translator<Input, List<float[]>> {

        @Override
        public NDList processInput(TranslatorContext context, Input input) {
            return new NDList(
                    context.getNDManager().create(input.values(), input.shape(), DataType.FLOAT32));
        }

        @Override
        public List<float[]> processOutput(TranslatorContext context, NDList output) {
            return output.stream().map(NDArray::toFloatArray).toList();
        }

        /** The input is a batch already. */
        @Override
        public Batchifier getBatchifier() {
            return null;
        }
    }
}
