package io.barnhand.gait.models.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NativeCalls;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.network.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A network in the memory of the PyTorch engine, freed when its last user releases it. */
public final class TorchNetwork {

    private final Model model;
    private int users = 1;

    private TorchNetwork(Model model) {
        this.model = model;
    }

    /**
     * Loads a network; the caller is its first user.
     *
     * @param name plain name, for temporary files
     * @param device where its weights are kept and its calls run
     * @throws ModelException if the engine does not start or does not accept the network
     */
    public static TorchNetwork load(TorchScriptArchive archive, String name, Device device) {
        try (NativeCalls.NativeCall running = NativeCalls.begin()) {
            return loadNatively(archive, name, device);
        }
    }

    private static TorchNetwork loadNatively(
            TorchScriptArchive archive, String name, Device device) {
        Model model = TorchEngine.start().newModel(name, djl(device));
        try {
            loadThroughFile(archive, model, name);
            return new TorchNetwork(model);
        } catch (IOException e) {
            model.close();
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The network cannot be written to %s (%s)",
                            System.getProperty("java.io.tmpdir"),
                            e),
                    "check that the folder is writable and has room",
                    e);
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The PyTorch engine does not accept the network (%s)",
                            e.getMessage()),
                    "check the engine with 'barnhand doctor'",
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

    private static ai.djl.Device djl(Device device) {
        return switch (device.kind()) {
            case CPU -> ai.djl.Device.cpu();
            case GPU -> ai.djl.Device.gpu(device.index());
        };
    }
}
