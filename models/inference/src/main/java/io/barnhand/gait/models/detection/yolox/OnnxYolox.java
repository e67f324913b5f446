package io.barnhand.gait.models.detection.yolox;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.engine.EngineDefaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * YOLOX from an ONNX file as its own export writes it, run by ONNX Runtime: input {@code [1, 3, H,
 * W]}, output {@code [1, N, 5 + classes]} that is not decoded yet, one row per cell of the grids of
 * strides 8, 16 and 32. Sizes and the number of classes are taken from the file.
 */
final class OnnxYolox implements YoloxRuntime {

    private static final String ENGINE = "OnnxRuntime";
    private static final String NAME = "yolox";

    private static final int MOST_CLASSES = 1000;

    private final Model model;
    private final SessionOptions options;
    private final YoloxHead head;

    private OnnxYolox(Model model, SessionOptions options, YoloxHead head) {
        this.model = model;
        this.options = options;
        this.head = head;
    }

    /**
     * Loads a network.
     *
     * @param onnx a file
     * @throws ModelException if it is not such a network
     */
    static OnnxYolox load(Path onnx) {
        YoloxHead head = head(onnx);
        Engine engine = engine();
        SessionOptions options = null;
        Model model = null;
        try {
            options = singleThread();
            model = engine.newModel(NAME, Device.cpu());
            model.load(onnx.toAbsolutePath(), null, Map.of("sessionOptions", options));
            return new OnnxYolox(model, options, head);
        } catch (IOException | MalformedModelException | OrtException | RuntimeException e) {
            if (model != null) {
                model.close();
            }
            if (options != null) {
                options.close();
            }
            throw new ModelException(
                    ("ONNX Runtime cannot load %s: the file is damaged, or uses operators this"
                                    + " version does not know. Fetch it again, or export it with"
                                    + " opset 11.")
                            .formatted(onnx),
                    e);
        }
    }

    @Override
    public YoloxHead head() {
        return head;
    }

    @Override
    public Call newCall() {
        return new OnnxCall(model.newPredictor(new PlanesTranslator(head)));
    }

    @Override
    public void close() {
        model.close();
        options.close();
    }

    private static YoloxHead head(Path onnx) {
        OnnxSignature signature;
        try {
            signature = OnnxSignature.read(onnx);
        } catch (IOException e) {
            throw new ModelException(
                    ("%s is not a readable ONNX model: %s. It may be of another format, or a"
                                    + " download that was cut off: fetch or export it again.")
                            .formatted(onnx, e.getMessage()),
                    e);
        }
        if (signature.inputs().size() != 1 || signature.outputs().size() != 1) {
            throw notYolox(
                    onnx,
                    "%d inputs and %d outputs"
                            .formatted(signature.inputs().size(), signature.outputs().size()));
        }
        OnnxSignature.Tensor input = signature.inputs().get(0);
        OnnxSignature.Tensor output = signature.outputs().get(0);
        String seen = "input %s, output %s".formatted(input.shape(), output.shape());
        if (input.elementType() != OnnxSignature.FLOAT
                || output.elementType() != OnnxSignature.FLOAT
                || input.shape().size() != 4
                || output.shape().size() != 3
                || !isBatch(input.shape().get(0))
                || !isBatch(output.shape().get(0))
                || input.shape().get(1) != 3) {
            throw notYolox(onnx, seen);
        }
        int height = side(onnx, seen, input.shape().get(2));
        int width = side(onnx, seen, input.shape().get(3));
        long classes = output.shape().get(2) - 5;
        if (classes < 1 || classes > MOST_CLASSES) {
            throw notYolox(onnx, seen);
        }
        YoloxHead head = new YoloxHead(width, height, (int) classes);
        if (output.shape().get(1) != head.rows()) {
            throw notYolox(
                    onnx,
                    "%s where strides 8, 16 and 32 give %d rows".formatted(seen, head.rows()));
        }
        return head;
    }

    private static boolean isBatch(long side) {
        return side == 1 || side == OnnxSignature.OPEN;
    }

    private static int side(Path onnx, String seen, long side) {
        if (!YoloxHead.fits(side)) {
            throw notYolox(onnx, seen);
        }
        return (int) side;
    }

    private static ModelException notYolox(Path onnx, String seen) {
        return new ModelException(
                ("%s is an ONNX model but not a YOLOX detector: it has %s. Expected one float input"
                                + " [1, 3, H, W] with sides that are multiples of 32 up to %d, and"
                                + " one output [1, N, 5 + classes]. Use a file of YOLOX's ONNX"
                                + " export.")
                        .formatted(onnx, seen, YoloxHead.LARGEST_SIDE));
    }

    private static Engine engine() {
        EngineDefaults.offline();
        // Every array manager of this engine would start PyTorch beside it (200 MB) for array
        // operations that nothing here uses.
        EngineDefaults.unlessSet("ai.djl.onnx.disable_alternative", "true");
        try {
            return Engine.getEngine(ENGINE);
        } catch (EngineException | LinkageError e) {
            throw new ModelException(
                    ("DJL's ONNX Runtime engine is not there. Put ai.djl.onnxruntime:"
                            + "onnxruntime-engine and its native library on the class path."),
                    e);
        }
    }

    /** DJL's own options know thread counts but not spinning, hence the runtime's class. */
    private static SessionOptions singleThread() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private record OnnxCall(Predictor<FloatBuffer, float[]> predictor) implements Call {

        @Override
        public float[] rows(ByteBuffer planes) {
            try {
                return predictor.predict(planes.asFloatBuffer());
            } catch (TranslateException e) {
                boolean known = e.getCause() instanceof ModelException;
                throw new ModelException(known ? e.getCause().getMessage() : "", e);
            }
        }

        @Override
        public void close() {
            predictor.close();
        }
    }
}
