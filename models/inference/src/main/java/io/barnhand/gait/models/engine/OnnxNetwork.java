package io.barnhand.gait.models.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NativeCalls;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A network of an ONNX file in the memory of ONNX Runtime, on the CPU with one thread a call.
 * Thread-safe. Called without DJL in between, whose Java interface does not give shapes.
 */
public final class OnnxNetwork implements AutoCloseable {

    /** A side that the file leaves open, such as a batch of any size. */
    public static final long OPEN = -1;

    /** The runtime's errors for a file that is no network. */
    private static final Set<OrtErrorCode> UNREADABLE =
            EnumSet.of(OrtErrorCode.ORT_INVALID_PROTOBUF, OrtErrorCode.ORT_FAIL);

    private final OrtSession session;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;

    private OnnxNetwork(OrtSession session) throws OrtException {
        this.session = session;
        inputs = values(session.getInputInfo().values());
        outputs = values(session.getOutputInfo().values());
    }

    /**
     * An input or output of a network.
     *
     * @param name in the file
     * @param floats whether it is a tensor of 32-bit floats
     * @param shape sides, {@link #OPEN} for one that the file leaves open; empty if the runtime
     *     finds another shape than the file declares
     */
    public record TensorSpec(String name, boolean floats, List<Long> shape) {}

    /**
     * A result of a network.
     *
     * @param shape its sides
     * @param values in C order
     */
    public record OutputTensor(List<Long> shape, float[] values) {}

    /**
     * Loads a network; the caller closes it.
     *
     * @throws ModelException if the file is not one that ONNX Runtime can run, or the runtime does
     *     not start
     */
    public static OnnxNetwork load(Path file) {
        OrtEnvironment runtime = runtime();
        OrtSession session = null;
        try (NativeCalls.NativeCall running = NativeCalls.begin();
                SessionOptions options = singleThread()) {
            session = runtime.createSession(file.toAbsolutePath().toString(), options);
            return new OnnxNetwork(session);
        } catch (OrtException e) {
            close(session);
            throw refused(file, e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    /** Its inputs, without its weights. */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /** Its outputs. */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /**
     * Runs a network of one input and one output of floats.
     *
     * @param values in C order; a direct buffer is read in place
     * @param shape of the values
     * @throws ModelException if the network fails
     */
    public OutputTensor call(FloatBuffer values, long... shape) {
        try (NativeCalls.NativeCall running = NativeCalls.begin();
                OnnxTensor input = OnnxTensor.createTensor(runtime(), values, shape);
                OrtSession.Result result = session.run(Map.of(inputs.get(0).name(), input))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            FloatBuffer floats = output.getFloatBuffer();
            float[] copy = new float[floats.remaining()];
            floats.get(copy);
            return new OutputTensor(shape(output.getInfo()), copy);
        } catch (OrtException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "ONNX Runtime failed (%s)", e.getMessage()),
                    "fetch the model again, or use another one",
                    e);
        }
    }

    @Override
    public void close() {
        close(session);
    }

    /** The runtime of this process, started by the first call. */
    static OrtEnvironment runtime() {
        BindingThreads.start();
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "ONNX Runtime does not start (%s)", e),
                    "put com.microsoft.onnxruntime:onnxruntime for this platform on the class path",
                    e);
        }
    }

    /** Parallelism is Flink's business, and idle threads must not spin. */
    private static SessionOptions singleThread() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static List<TensorSpec> values(Collection<NodeInfo> infos) {
        return infos.stream().map(OnnxNetwork::value).toList();
    }

    private static TensorSpec value(NodeInfo info) {
        return info.getInfo() instanceof TensorInfo tensor
                ? new TensorSpec(info.getName(), tensor.type == OnnxJavaType.FLOAT, shape(tensor))
                : new TensorSpec(info.getName(), false, List.of());
    }

    private static List<Long> shape(TensorInfo tensor) {
        return Arrays.stream(tensor.getShape()).boxed().toList();
    }

    private static ModelException refused(Path file, OrtException e) {
        return UNREADABLE.contains(e.getCode())
                ? new ModelException(
                        String.format(Locale.ROOT, "%s is not a readable ONNX model", file),
                        "fetch or export it again, it may have another format or be incomplete",
                        e)
                : new ModelException(
                        String.format(
                                Locale.ROOT,
                                "ONNX Runtime cannot load %s, it is damaged or uses unknown operators",
                                file),
                        "fetch it again, or export it with opset 11",
                        e);
    }

    private static void close(OrtSession session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT, "ONNX Runtime cannot free a network (%s)", e.getMessage()),
                    "restart the process if its memory grows",
                    e);
        }
    }
}
