package io.barnhand.gait.models.pose;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.barnhand.gait.models.EngineDefaults;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.network.TorchScriptArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network in the memory of the PyTorch engine, freed when the last of its users lets go. The only
 * class that knows the engine's arrays.
 */
final class PoseNetwork {

    private static final String ENGINE = "PyTorch";
    private static final String NAME = "rtmpose";

    private final Model model;
    private int users = 1;

    private PoseNetwork(Model model) {
        this.model = model;
    }

    /** Loads a network; the caller is its first user. */
    static PoseNetwork load(TorchScriptArchive archive) {
        startEngine();
        Model model = Model.newInstance(NAME, ENGINE);
        try {
            loadThroughFile(archive, model);
            return new PoseNetwork(model);
        } catch (IOException e) {
            model.close();
            throw new ModelException(
                    "The network cannot be written to %s (%s); check that it is writable and has room"
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException(
                    "The PyTorch engine does not take the network: %s".formatted(e.getMessage()),
                    e);
        }
    }

    /** One more user, which must {@link #release}; the caller is one already. */
    synchronized void retain() {
        users++;
    }

    /** The last one to call this frees the weights. */
    synchronized void release() {
        users--;
        if (users == 0) {
            model.close();
        }
    }

    /** Input {@code [n, 3, 256, 256]}, native order; for one thread. */
    Predictor<ByteBuffer, SimccLogits> newPredictor() {
        return model.newPredictor(new SimccTranslator());
    }

    /**
     * Unless the user decides otherwise: one thread per call, as parallelism is Flink's business
     * and OpenMP's threads wait for each other by spinning; no profiling of the graph, which stalls
     * the first calls at every batch size and gains nothing on a folded network; no downloads.
     */
    private static void startEngine() {
        EngineDefaults.offline();
        EngineDefaults.unlessSet("ai.djl.pytorch.num_threads", "1");
        EngineDefaults.unlessSet("ai.djl.pytorch.num_interop_threads", "1");
        EngineDefaults.unlessSet("ai.djl.pytorch.graph_optimizer", "false");
        try {
            Engine.getEngine(ENGINE);
        } catch (EngineException e) {
            throw new ModelException(
                    ("The PyTorch engine does not start (%s); put pytorch-jni and pytorch-native-cpu"
                                    + " for this platform on the class path")
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** The engine reads files in place but would hold a stream twice in memory. */
    private static void loadThroughFile(TorchScriptArchive archive, Model model)
            throws IOException, MalformedModelException {
        Path folder = Files.createTempDirectory("barnhand-pose");
        Path file = folder.resolve(NAME + ".pt");
        try {
            archive.write(file);
            model.load(folder, NAME);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** Bytes in, plain arrays out: the engine's arrays end with the call. */
    private static final class SimccTranslator implements Translator<ByteBuffer, SimccLogits> {

        @Override
        public NDList processInput(TranslatorContext context, ByteBuffer input) {
            int side = CropTransform.CROP_SIZE;
            long batch = input.remaining() / (3L * side * side * Float.BYTES);
            Shape shape = new Shape(batch, 3, side, side);
            return new NDList(context.getNDManager().create(input, shape, DataType.FLOAT32));
        }

        @Override
        public SimccLogits processOutput(TranslatorContext context, NDList output) {
            return new SimccLogits(output.get(0).toFloatArray(), output.get(1).toFloatArray());
        }

        /** Batches come ready made. */
        @Override
        public Batchifier getBatchifier() {
            return null;
        }
    }
}
