package io.barnhand.gait.models.network;

import java.util.List;

/**
 * The operations that networks consist of. A back end implements them; the description of a network
 * calls them in order.
 *
 * @param <T> a value of the network: a name in generated source, or a placeholder where only the
 *     parameters matter
 */
public interface Operations<T> {

    /** {@code [n, in, h, w]} to {@code [n, out, h / stride, w / stride]}. */
    T convolution(T x, Convolution layer);

    /** {@code [.., in]} to {@code [.., out]}, no bias. */
    T linear(T x, String name, int in, int out);

    /** A parameter as it is in the checkpoint. */
    T parameter(String name, int... shape);

    /** {@code x / max(‖x‖ / sqrt(size), 1e-5) · gain} over the last dimension, a scalar gain. */
    T scaleNorm(T x, String gain, int size);

    /** Element by element, with broadcasting. */
    T add(T a, T b);

    /** Element by element, with broadcasting. */
    T multiply(T a, T b);

    T divide(T x, double by);

    /** {@code [n, a, b]} times {@code [n, b, c]}. */
    T matrixProduct(T a, T b);

    /** Exchanges the last two of three dimensions. */
    T transpose(T x);

    /** One entry of the outermost dimension. */
    T entry(T x, int index);

    /**
     * Joins along the second dimension: channels of {@code [n, c, h, w]}, rows of {@code [n, r,
     * c]}.
     */
    T concatenate(List<T> parts);

    /** Cuts the last of three dimensions. */
    List<T> split(T x, int... sizes);

    /** {@code [n, c, h, w]} to {@code [n, c, h · w]}. */
    T flattenPixels(T x);

    /** Largest value around each pixel; same size. */
    T maxPool(T x, int kernel);

    /** {@code [n, c, h, w]} to {@code [n, c, 1, 1]}. */
    T averagePool(T x);

    /**
     * {@code [n, c, h, w]} to {@code [n, 4c, h / 2, w / 2]}: of each square of four pixels the top
     * left, bottom left, top right and bottom right one, each with all its channels.
     */
    T pixelsToChannels(T x);

    /** {@code [n, c, h, w]} to {@code [n, c, 2h, 2w]}: every pixel four times. */
    T doubleSize(T x);

    /** {@code min(max(x / 6 + 0.5, 0), 1)}. */
    T hardSigmoid(T x);

    T sigmoid(T x);

    T silu(T x);

    T relu(T x);

    T square(T x);
}
