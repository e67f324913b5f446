package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.network.NetworkDescription;
import io.barnhand.gait.models.network.Operations;
import io.barnhand.gait.models.network.StateDict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Width and depth of a YOLOX. The published sizes are nano, tiny, s, m, l and x; any other works as
 * well.
 *
 * @param stemChannels channels after the stem: 64 times the width
 * @param blocks blocks of the shallow CSP layers: 3 times the depth
 * @param depthwise whether convolutions of 3 × 3 px are separable, as those of nano are
 * @param classes number of classes
 */
record YoloxSize(int stemChannels, int blocks, boolean depthwise, int classes)
        implements NetworkDescription {

    private static final int MAX_STEM_CHANNELS = 1024;
    private static final int MAX_BLOCKS = 64;
    private static final int MAX_CLASSES = 1000;
    private static final String KIND = "a YOLOX";
    private static final String EXAMPLE = "yolox_nano.pth";

    /**
     * The size of a network, from the shapes in its state dict.
     *
     * @throws ModelException if the state dict is not that of a YOLOX
     */
    static YoloxSize of(Map<String, Tensor> stateDict) {
        long stem =
                StateDict.outputs(
                        KIND, EXAMPLE, "backbone.backbone.stem.conv.conv.weight", stateDict);
        long classes = StateDict.outputs(KIND, EXAMPLE, "head.cls_preds.0.weight", stateDict);
        if (stem < 1 || stem > MAX_STEM_CHANNELS) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint has %d channels after the stem, expected 1 to %d",
                            stem,
                            MAX_STEM_CHANNELS),
                    "give one such as " + EXAMPLE);
        }
        if (classes < 1 || classes > MAX_CLASSES) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint has %d classes, expected 1 to %d",
                            classes,
                            MAX_CLASSES),
                    "give one such as " + EXAMPLE);
        }
        boolean depthwise = stateDict.containsKey("backbone.backbone.dark2.0.dconv.conv.weight");
        int blocks = 0;
        while (blocks < MAX_BLOCKS
                && stateDict.containsKey(
                        String.format(
                                Locale.ROOT,
                                "backbone.backbone.dark2.1.m.%d.conv1.conv.weight",
                                blocks))) {
            blocks++;
        }
        YoloxSize size = new YoloxSize((int) stem, blocks, depthwise, (int) classes);
        StateDict.requireParameters(KIND, EXAMPLE, size, stateDict);
        return size;
    }

    /** Channels after dark2 to dark5; 1 is the stem. */
    int stageChannels(int stage) {
        return stemChannels << (stage - 1);
    }

    @Override
    public <T> List<T> describe(Operations<T> operations, T input) {
        return List.of(YoloxNetwork.describe(this, operations, input));
    }

    /** YOLOX sets it when it creates a model; PyTorch's own default would be 1e-5. */
    @Override
    public double batchNormEpsilon() {
        return 1e-3;
    }
}
