package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.detection.DetectorTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A YOLOX detector from an ONNX file as YOLOX's own export writes it, or from a checkpoint (.pth)
 * of any size. The first bytes of a file decide which of the two it is.
 *
 * <p>Runs on the CPU with one thread per call: parallelism comes from several detectors, which
 * share the weights. Not supported: exports of variable picture size; exports that decode inside
 * the network ({@code --decode_in_inference}) and checkpoints of networks with another activation
 * than SiLU, neither of which can be detected.
 */
public final class YoloxModel implements DetectionModel {

    private final YoloxRuntime runtime;
    private final ClassNames classes;
    private final String id;
    private final AtomicBoolean closed = new AtomicBoolean();

    private YoloxModel(YoloxRuntime runtime, ClassNames classes, String id) {
        this.runtime = runtime;
        this.classes = classes;
        this.id = id;
    }

    /**
     * Loads a model of COCO's 80 classes, with default traits.
     *
     * @throws ModelException as {@link #load(Path, DetectorTraits)}
     */
    public static YoloxModel load(Path file) {
        return load(file, DetectorTraits.unknown());
    }

    /**
     * Loads a model; takes a fraction of a second for the small sizes.
     *
     * @param file ONNX or checkpoint
     * @throws ModelException if there is no such file, it is not such a model, or the number of its
     *     classes is not that of their names
     */
    public static YoloxModel load(Path file, DetectorTraits options) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    String.format(Locale.ROOT, "There is no detector file %s", file),
                    "check the path");
        }
        YoloxRuntime runtime =
                isCheckpoint(file)
                        ? TorchYolox.load(file, options.inputSize())
                        : OnnxYolox.load(file);
        try {
            ClassNames classes = classes(file, runtime.head().classes(), options.classes());
            return new YoloxModel(runtime, classes, FileDigest.modelId(file));
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /** Width of the network's input, px. */
    public int inputWidth() {
        return runtime.head().width();
    }

    /** Height of the network's input, px. */
    public int inputHeight() {
        return runtime.head().height();
    }

    @Override
    public ClassNames classes() {
        return classes;
    }

    @Override
    public Detector newDetector() {
        return openDetector();
    }

    YoloxDetector openDetector() {
        if (closed.get()) {
            throw new IllegalStateException("Detector model " + id + " is closed");
        }
        return new YoloxDetector(id, runtime.head(), runtime.newCall(), closed);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            runtime.close();
        }
    }

    private static boolean isCheckpoint(Path file) {
        try {
            return Checkpoint.isCheckpoint(file);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "Detector file %s cannot be read (%s)", file, e),
                    "check its permissions and the disk",
                    e);
        }
    }

    private static ClassNames classes(Path file, int count, Optional<ClassNames> named) {
        ClassNames classes = named.orElse(ClassNames.coco());
        if (classes.count() == count) {
            return classes;
        }
        String seen = count == 1 ? "1 class" : count + " classes";
        if (named.isPresent()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s has %s, the catalogue names %d (%s)",
                            file,
                            seen,
                            classes.count(),
                            String.join(", ", classes.names())),
                    "correct 'classes' in the catalogue");
        }
        throw new ModelException(
                String.format(Locale.ROOT, "%s has %s without known names", file, seen),
                String.format(
                        Locale.ROOT,
                        "use a model of the catalogue, or one with the %d classes of COCO",
                        classes.count()));
    }
}
