package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.engine.OnnxNetwork;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * YOLOX from an ONNX file as its own export writes it, run by ONNX Runtime: input {@code [1, 3, H,
 * W]}, output {@code [1, N, 5 + classes]} before decoding, one row per cell of the grids of strides
 * 8, 16 and 32. Sizes and the number of classes are taken from the file.
 */
final class OnnxYolox implements YoloxRuntime {

    private static final int MAX_CLASSES = 1000;

    private static final String USE_EXPORT = "use a file of YOLOX's ONNX export";

    private final OnnxNetwork network;
    private final YoloxHead head;

    private OnnxYolox(OnnxNetwork network, YoloxHead head) {
        this.network = network;
        this.head = head;
    }

    /**
     * Loads a network.
     *
     * @param onnx a file
     * @throws ModelException if it is not such a network
     */
    static OnnxYolox load(Path onnx) {
        OnnxNetwork network = OnnxNetwork.load(onnx);
        try {
            return new OnnxYolox(network, head(onnx, network));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    @Override
    public YoloxHead head() {
        return head;
    }

    @Override
    public Call newCall() {
        return new OnnxCall(network, head);
    }

    @Override
    public void close() {
        network.close();
    }

    private static YoloxHead head(Path onnx, OnnxNetwork network) {
        if (network.inputs().size() != 1 || network.outputs().size() != 1) {
            throw notYolox(
                    onnx,
                    String.format(
                            Locale.ROOT,
                            "%d inputs and %d outputs",
                            network.inputs().size(),
                            network.outputs().size()));
        }
        OnnxNetwork.TensorSpec input = network.inputs().get(0);
        OnnxNetwork.TensorSpec output = network.outputs().get(0);
        String seen =
                String.format(Locale.ROOT, "input %s, output %s", input.shape(), output.shape());
        if (!input.floats()
                || !output.floats()
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
        if (classes < 1 || classes > MAX_CLASSES) {
            throw notYolox(onnx, seen);
        }
        YoloxHead head = new YoloxHead(width, height, (int) classes);
        if (output.shape().get(1) != head.rows()) {
            throw notYolox(
                    onnx,
                    String.format(
                            Locale.ROOT,
                            "%s, while strides 8, 16 and 32 give %d rows",
                            seen,
                            head.rows()));
        }
        return head;
    }

    private static boolean isBatch(long side) {
        return side == 1 || side == OnnxNetwork.OPEN;
    }

    private static int side(Path onnx, String seen, long side) {
        if (!YoloxHead.fits(side)) {
            throw notYolox(onnx, seen);
        }
        return (int) side;
    }

    private static ModelException notYolox(Path onnx, String seen) {
        return new ModelException(
                String.format(
                        Locale.ROOT,
                        "%s is an ONNX model but not a YOLOX detector: it has %s, expected one float input"
                                + " [1, 3, H, W] with sides that are multiples of 32 up to %d and"
                                + " one output [1, N, 5 + classes]",
                        onnx,
                        seen,
                        YoloxHead.MAX_SIDE),
                USE_EXPORT);
    }

    /** A call without state of its own: several threads may use the network. */
    record OnnxCall(OnnxNetwork network, YoloxHead head) implements Call {

        @Override
        public float[] rows(ByteBuffer planes) {
            OnnxNetwork.OutputTensor output =
                    network.call(planes.asFloatBuffer(), 1, 3, head.height(), head.width());
            List<Long> declared = List.of(1L, (long) head.rows(), (long) head.rowLength());
            if (!output.shape().equals(declared)) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "The network's output has the shape %s, its file declares %s",
                                output.shape(),
                                declared),
                        USE_EXPORT);
            }
            return output.values();
        }

        @Override
        public void close() {}
    }
}
