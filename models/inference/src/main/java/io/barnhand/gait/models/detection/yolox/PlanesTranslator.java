package io.barnhand.gait.models.detection.yolox;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.barnhand.gait.models.ModelException;
import java.nio.FloatBuffer;

/**
 * The rim between plain memory and the engine's arrays: planes {@code [3, H, W]} in, rows {@code
 * [N, 5 + classes]} out. The engine's arrays do not outlive the call.
 */
final class PlanesTranslator implements NoBatchifyTranslator<FloatBuffer, float[]> {

    private final YoloxHead head;
    private final Shape inputShape;
    private final Shape outputShape;

    PlanesTranslator(YoloxHead head) {
        this.head = head;
        inputShape = new Shape(1, 3, head.height(), head.width());
        outputShape = new Shape(1, head.rows(), head.rowLength());
    }

    @Override
    public NDList processInput(TranslatorContext context, FloatBuffer planes) {
        return new NDList(context.getNDManager().create(planes, inputShape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList output) {
        NDArray rows = output.singletonOrThrow();
        if (!rows.getShape().equals(outputShape)) {
            throw new ModelException(
                    ("The network gave %s where its file declares %s: use a file of YOLOX's ONNX"
                                    + " export.")
                            .formatted(rows.getShape(), outputShape));
        }
        float[] values = new float[head.rows() * head.rowLength()];
        rows.toByteBuffer().asFloatBuffer().get(values);
        return values;
    }
}
