package io.barnhand.gait.models.network;

import io.barnhand.gait.models.checkpoint.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves BatchNorm into the convolution before it: at inference it only scales and shifts each
 * channel.
 */
final class BatchNormFolding {

    static final List<String> STATISTICS = List.of("weight", "bias", "running_mean", "running_var");

    /** Used in training only. */
    static final String COUNTER = "num_batches_tracked";

    private static final String CONVOLUTION = ".conv.weight";

    private BatchNormFolding() {}

    /**
     * {@code X.conv.weight} and {@code X.bn.*} become {@code X.weight} and {@code X.bias}; the
     * other parameters stay. In double, so that folding rounds once.
     *
     * @param epsilon what BatchNorm adds to the variance
     */
    static Map<String, Tensor> fold(Map<String, Tensor> parameters, double epsilon) {
        Map<String, Tensor> folded = new HashMap<>();
        parameters.forEach(
                (name, tensor) -> {
                    if (name.endsWith(CONVOLUTION)) {
                        String layer = name.substring(0, name.length() - CONVOLUTION.length());
                        fold(layer, epsilon, parameters, folded);
                    } else if (!name.contains(".bn.")) {
                        folded.put(name, tensor);
                    }
                });
        return folded;
    }

    private static void fold(
            String layer,
            double epsilon,
            Map<String, Tensor> parameters,
            Map<String, Tensor> folded) {
        Tensor convolution = parameters.get(layer + CONVOLUTION);
        float[] gain = parameters.get(layer + ".bn.weight").values();
        float[] shift = parameters.get(layer + ".bn.bias").values();
        float[] mean = parameters.get(layer + ".bn.running_mean").values();
        float[] variance = parameters.get(layer + ".bn.running_var").values();
        float[] weight = convolution.values().clone();
        float[] bias = new float[gain.length];
        int perChannel = weight.length / gain.length;
        for (int channel = 0; channel < gain.length; channel++) {
            double scale = gain[channel] / Math.sqrt(variance[channel] + epsilon);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                weight[i] = (float) (weight[i] * scale);
            }
            bias[channel] = (float) (shift[channel] - mean[channel] * scale);
        }
        folded.put(layer + ".weight", new Tensor(convolution.shape(), weight));
        folded.put(layer + ".bias", new Tensor(new long[] {bias.length}, bias));
    }
}
