package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.models.network.Convolution;
import io.barnhand.gait.models.network.Operations;
import java.util.ArrayList;
import java.util.List;

/**
 * RTMPose for 256 × 256 px and AP-10K's keypoints: the CSPNeXt backbone and the RTMCC head, in
 * data-flow order and with the parameter names of mmpose.
 *
 * @see <a href="https://arxiv.org/abs/2303.07399">RTMPose: Real-Time Multi-Person Pose Estimation
 *     based on MMPose</a>
 * @see <a href="https://arxiv.org/abs/2212.07784">RTMDet, section 3.2, for CSPNeXt</a>
 */
final class RtmPoseNetwork<T> {

    static final int KEYPOINTS = Ap10k.COUNT;

    private static final int INPUT_SIDE = 256;
    private static final int BACKBONE_STRIDE = 32;
    private static final int PIXELS =
            (INPUT_SIDE / BACKBONE_STRIDE) * (INPUT_SIDE / BACKBONE_STRIDE);
    private static final int BINS = 2 * INPUT_SIDE;
    private static final int TOKEN = 256;
    private static final int EXPANDED = 2 * TOKEN;
    private static final int QUERY = 128;

    private static final int[] SPP_KERNELS = {5, 9, 13};

    private final Operations<T> ops;
    private final RtmPoseSize size;

    private RtmPoseNetwork(Operations<T> ops, RtmPoseSize size) {
        this.ops = ops;
        this.size = size;
    }

    /**
     * Calls the operations of a network of a given size.
     *
     * @param input {@code [n, 3, 256, 256]} normalised RGB
     * @return x and y logits, {@code [n, keypoints, 512]} each
     */
    static <T> List<T> describe(RtmPoseSize size, Operations<T> operations, T input) {
        RtmPoseNetwork<T> network = new RtmPoseNetwork<>(operations, size);
        return network.head(network.backbone(input));
    }

    private T backbone(T input) {
        int stem = size.stemChannels();
        T x = module(input, "backbone.stem.0", 3, stem / 2, 3, 2);
        x = module(x, "backbone.stem.1", stem / 2, stem / 2, 3, 1);
        x = module(x, "backbone.stem.2", stem / 2, stem, 3, 1);
        int stages = size.blocks().size();
        for (int stage = 1; stage <= stages; stage++) {
            boolean last = stage == stages;
            String name = "backbone.stage" + stage;
            int channels = size.stageChannels(stage);
            x = module(x, name + ".0", size.stageChannels(stage - 1), channels, 3, 2);
            if (last) {
                x = spatialPyramid(x, name + ".1", channels);
            }
            String layer = name + (last ? ".2" : ".1");
            x = crossStagePartial(x, layer, channels, size.blocks().get(stage - 1), !last);
        }
        return x;
    }

    private T spatialPyramid(T input, String name, int channels) {
        T x = module(input, name + ".conv1", channels, channels / 2, 1, 1);
        List<T> levels = new ArrayList<>(List.of(x));
        for (int kernel : SPP_KERNELS) {
            levels.add(ops.maxPool(x, kernel));
        }
        int joined = levels.size() * (channels / 2);
        return module(ops.concatenate(levels), name + ".conv2", joined, channels, 1, 1);
    }

    private T crossStagePartial(
            T input, String name, int channels, int blocks, boolean identityAdded) {
        int half = channels / 2;
        T shortcut = module(input, name + ".short_conv", channels, half, 1, 1);
        T x = module(input, name + ".main_conv", channels, half, 1, 1);
        for (int i = 0; i < blocks; i++) {
            T y = block(x, name + ".blocks." + i, half);
            x = identityAdded ? ops.add(y, x) : y;
        }
        T joined = ops.concatenate(List.of(x, shortcut));
        T attended = channelAttention(joined, name + ".attention.fc", channels);
        return module(attended, name + ".final_conv", channels, channels, 1, 1);
    }

    private T block(T input, String name, int channels) {
        T x = module(input, name + ".conv1", channels, channels, 3, 1);
        x =
                ops.convolution(
                        x, Convolution.depthwise(name + ".conv2.depthwise_conv", channels, 5, 1));
        return module(x, name + ".conv2.pointwise_conv", channels, channels, 1, 1);
    }

    private T channelAttention(T x, String name, int channels) {
        Convolution weighing = Convolution.plain(name, channels, channels, 1);
        return ops.multiply(x, ops.hardSigmoid(ops.convolution(ops.averagePool(x), weighing)));
    }

    private List<T> head(T features) {
        int channels = size.stageChannels(size.blocks().size());
        T x =
                ops.convolution(
                        features, Convolution.plain("head.final_layer", channels, KEYPOINTS, 7));
        x = ops.scaleNorm(ops.flattenPixels(x), "head.mlp.0.g", PIXELS);
        x = ops.linear(x, "head.mlp.1.weight", PIXELS, TOKEN);
        x = gatedAttention(x, "head.gau");
        return List.of(
                ops.linear(x, "head.cls_x.weight", TOKEN, BINS),
                ops.linear(x, "head.cls_y.weight", TOKEN, BINS));
    }

    /** The gated attention unit: a squared ReLU in place of the softmax. */
    private T gatedAttention(T x, String name) {
        T normed = ops.scaleNorm(x, name + ".ln.g", TOKEN);
        T projected =
                ops.silu(ops.linear(normed, name + ".uv.weight", TOKEN, 2 * EXPANDED + QUERY));
        List<T> parts = ops.split(projected, EXPANDED, EXPANDED, QUERY);
        T gate = parts.get(0);
        T value = parts.get(1);
        T base = parts.get(2);
        T gamma = ops.parameter(name + ".gamma", 2, QUERY);
        T beta = ops.parameter(name + ".beta", 2, QUERY);
        T query = ops.add(ops.multiply(base, ops.entry(gamma, 0)), ops.entry(beta, 0));
        T key = ops.add(ops.multiply(base, ops.entry(gamma, 1)), ops.entry(beta, 1));
        T likeness = ops.matrixProduct(query, ops.transpose(key));
        T kernel = ops.square(ops.relu(ops.divide(likeness, Math.sqrt(QUERY))));
        T gated = ops.multiply(gate, ops.matrixProduct(kernel, value));
        T shortcut = ops.multiply(x, ops.parameter(name + ".res_scale.scale", TOKEN));
        return ops.add(shortcut, ops.linear(gated, name + ".o.weight", EXPANDED, TOKEN));
    }

    private T module(T x, String name, int in, int out, int kernel, int stride) {
        return ops.convolution(x, Convolution.module(name, in, out, kernel, stride));
    }
}
