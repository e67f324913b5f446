package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.network.Convolution;
import io.barnhand.gait.models.network.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * YOLOX: the CSPDarknet backbone, the path aggregation between its three scales and the decoupled
 * heads, in data-flow order and with the parameter names of YOLOX.
 *
 * @see <a href="https://arxiv.org/abs/2107.08430">YOLOX: Exceeding YOLO Series in 2021</a>
 * @see <a href="https://arxiv.org/abs/1803.01534">PANet, section 3.1, for path aggregation</a>
 */
final class YoloxNetwork<T> {

    private static final int[] SPP_KERNELS = {5, 9, 13};
    private static final String BACKBONE = "backbone.backbone.";
    private static final String AGGREGATION = "backbone.";
    private static final int HEAD_CONVOLUTIONS = 2;
    private static final int BOX = 4;

    private final Operations<T> ops;
    private final YoloxSize size;

    private YoloxNetwork(Operations<T> ops, YoloxSize size) {
        this.ops = ops;
        this.size = size;
    }

    /**
     * Calls the operations of a network of a given size.
     *
     * @param input {@code [n, 3, h, w]} BGR 0..255, sides multiples of 32
     * @return {@code [n, rows, 5 + classes]}: one row per cell of the grids of strides 8, 16 and
     *     32, box not decoded, objectness and classes 0..1
     */
    static <T> T describe(YoloxSize size, Operations<T> operations, T input) {
        YoloxNetwork<T> network = new YoloxNetwork<>(operations, size);
        List<T> scales = network.aggregate(network.backbone(input));
        List<T> rows = new ArrayList<>();
        for (int scale = 0; scale < scales.size(); scale++) {
            rows.add(network.head(scales.get(scale), scale));
        }
        return operations.concatenate(rows);
    }

    /** Outputs of dark3, dark4 and dark5: strides 8, 16 and 32. */
    private List<T> backbone(T input) {
        T x = ops.pixelsToChannels(input);
        x = module(x, BACKBONE + "stem.conv", 4 * 3, size.stageChannels(1), 3);
        List<T> scales = new ArrayList<>();
        for (int stage = 2; stage <= 5; stage++) {
            boolean last = stage == 5;
            String name = BACKBONE + "dark" + stage;
            int channels = size.stageChannels(stage);
            x = wide(x, name + ".0", size.stageChannels(stage - 1), channels, 2);
            if (last) {
                x = spatialPyramid(x, name + ".1", channels);
            }
            boolean deep = stage == 3 || stage == 4;
            int blocks = deep ? 3 * size.blocks() : size.blocks();
            x =
                    crossStagePartial(
                            x, name + (last ? ".2" : ".1"), channels, channels, blocks, !last);
            if (stage > 2) {
                scales.add(x);
            }
        }
        return scales;
    }

    /** Down from the coarse scale to the fine one, and up again. */
    private List<T> aggregate(List<T> scales) {
        int fine = size.stageChannels(3);
        int middle = size.stageChannels(4);
        int coarse = size.stageChannels(5);
        T lateral = module(scales.get(2), AGGREGATION + "lateral_conv0", coarse, middle, 1);
        T x = ops.concatenate(List.of(ops.doubleSize(lateral), scales.get(1)));
        x = join(x, "C3_p4", 2 * middle, middle);
        T reduced = module(x, AGGREGATION + "reduce_conv1", middle, fine, 1);
        x = ops.concatenate(List.of(ops.doubleSize(reduced), scales.get(0)));
        T fineOut = join(x, "C3_p3", 2 * fine, fine);
        x = wide(fineOut, AGGREGATION + "bu_conv2", fine, fine, 2);
        T middleOut = join(ops.concatenate(List.of(x, reduced)), "C3_n3", 2 * fine, middle);
        x = wide(middleOut, AGGREGATION + "bu_conv1", middle, middle, 2);
        T coarseOut = join(ops.concatenate(List.of(x, lateral)), "C3_n4", 2 * middle, coarse);
        return List.of(fineOut, middleOut, coarseOut);
    }

    private T join(T x, String name, int in, int out) {
        return crossStagePartial(x, AGGREGATION + name, in, out, size.blocks(), false);
    }

    /** {@code [n, cells, 5 + classes]} of one scale. */
    private T head(T input, int scale) {
        int channels = size.stageChannels(3);
        T stem = module(input, "head.stems." + scale, size.stageChannels(3 + scale), channels, 1);
        T classes = stem;
        for (int i = 0; i < HEAD_CONVOLUTIONS; i++) {
            classes =
                    wide(
                            classes,
                            String.format(Locale.ROOT, "head.cls_convs.%d.%d", scale, i),
                            channels,
                            channels,
                            1);
        }
        classes = predict(classes, "head.cls_preds." + scale, channels, size.classes());
        T place = stem;
        for (int i = 0; i < HEAD_CONVOLUTIONS; i++) {
            place =
                    wide(
                            place,
                            String.format(Locale.ROOT, "head.reg_convs.%d.%d", scale, i),
                            channels,
                            channels,
                            1);
        }
        T box = predict(place, "head.reg_preds." + scale, channels, BOX);
        T objectness = predict(place, "head.obj_preds." + scale, channels, 1);
        T cells = ops.concatenate(List.of(box, ops.sigmoid(objectness), ops.sigmoid(classes)));
        return ops.transpose(ops.flattenPixels(cells));
    }

    private T spatialPyramid(T input, String name, int channels) {
        T x = module(input, name + ".conv1", channels, channels / 2, 1);
        List<T> levels = new ArrayList<>(List.of(x));
        for (int kernel : SPP_KERNELS) {
            levels.add(ops.maxPool(x, kernel));
        }
        int joined = levels.size() * (channels / 2);
        return module(ops.concatenate(levels), name + ".conv2", joined, channels, 1);
    }

    private T crossStagePartial(
            T input, String name, int in, int out, int blocks, boolean identityAdded) {
        int half = out / 2;
        T x = module(input, name + ".conv1", in, half, 1);
        T shortcut = module(input, name + ".conv2", in, half, 1);
        for (int i = 0; i < blocks; i++) {
            String block = name + ".m." + i;
            T y = wide(module(x, block + ".conv1", half, half, 1), block + ".conv2", half, half, 1);
            x = identityAdded ? ops.add(y, x) : y;
        }
        return module(ops.concatenate(List.of(x, shortcut)), name + ".conv3", 2 * half, out, 1);
    }

    /** 3 × 3 px, in one step or depthwise and then pointwise. */
    private T wide(T x, String name, int in, int out, int stride) {
        if (!size.depthwise()) {
            return ops.convolution(x, Convolution.module(name, in, out, 3, stride));
        }
        T each = ops.convolution(x, Convolution.depthwise(name + ".dconv", in, 3, stride));
        return module(each, name + ".pconv", in, out, 1);
    }

    private T module(T x, String name, int in, int out, int kernel) {
        return ops.convolution(x, Convolution.module(name, in, out, kernel, 1));
    }

    private T predict(T x, String name, int in, int out) {
        return ops.convolution(x, Convolution.plain(name, in, out, 1));
    }
}
