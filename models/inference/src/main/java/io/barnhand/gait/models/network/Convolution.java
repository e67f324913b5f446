package io.barnhand.gait.models.network;

/**
 * A square convolution that keeps the size but for its stride.
 *
 * @param name of its parameters: {@code NAME.weight}, {@code NAME.bias}; with an activation {@code
 *     NAME.conv.weight} and {@code NAME.bn.*}
 * @param in channels
 * @param out channels
 * @param kernel side length, px
 * @param stride px
 * @param groups 1, or the channels if depthwise
 * @param activated followed by BatchNorm and SiLU (mmcv's ConvModule, YOLOX's BaseConv) rather than
 *     having a bias
 */
public record Convolution(
        String name, int in, int out, int kernel, int stride, int groups, boolean activated) {

    /** Convolution, BatchNorm, SiLU. */
    public static Convolution module(String name, int in, int out, int kernel, int stride) {
        return new Convolution(name, in, out, kernel, stride, 1, true);
    }

    /** Convolution of each channel by itself, BatchNorm, SiLU. */
    public static Convolution depthwise(String name, int channels, int kernel, int stride) {
        return new Convolution(name, channels, channels, kernel, stride, channels, true);
    }

    /** Convolution with bias and nothing after it. */
    public static Convolution plain(String name, int in, int out, int kernel) {
        return new Convolution(name, in, out, kernel, 1, 1, false);
    }

    int padding() {
        return kernel / 2;
    }

    /** {@code [out, in / groups, kernel, kernel]}. */
    long[] weightShape() {
        return new long[] {out, in / groups, kernel, kernel};
    }
}
