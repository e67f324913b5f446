package io.barnhand.gait.models.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.network.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network in the memory of the PyTorch engine, freed when the last of its users lets go. */
public final class TorchNetwork {

    private static final String ENGINE = "PyTorch";

    private final Model model;
    private int users = 1;

    private TorchNetwork(Model model) {
        this.model = model;
    }

    /**
     * Loads a network; the caller is its first user.
     *
     * @param name plain name, for temporary files
     * @throws ModelException if the engine does not start or does not take the network
     */
    public static TorchNetwork load(TorchScriptArchive archive, String name) {
        startEngine();
        Model model = Model.newInstance(name, ENGINE);
        try {
            loadThroughFile(archive, model, name);
            return new TorchNetwork(model);
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
    public synchronized void retain() {
        users++;
    }

    /** The last one to call this frees the weights. */
    public synchronized void release() {
        users--;
        if (users == 0) {
            model.close();
        }
    }

    /** For one thread; the caller closes it, and is a user until then. */
    public TorchCaller newCaller() {
        return new TorchCaller(model.newPredictor(new TorchCaller.Arrays()));
    }

    /**
     * Unless the user decides otherwise: one thread per call, as parallelism is Flink's business
     * and OpenMP's threads wait for each other by spinning; no profiling of the graph, which stalls
     * the first calls at every batch size and gains nothing on a folded network; no downloads.
     */
    static void startEngine() {
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
    private static void loadThroughFile(TorchScriptArchive archive, Model model, String name)
            throws IOException, MalformedModelException {
        Path folder = Files.createTempDirectory("barnhand-" + name);
        Path file = folder.resolve(name + ".pt");
        try {
            archive.write(file);
            model.load(folder, name);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
