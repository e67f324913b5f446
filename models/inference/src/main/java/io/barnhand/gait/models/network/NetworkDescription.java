package io.barnhand.gait.models.network;

import java.util.List;

/** A network of a certain size: what it computes, over whatever carries the operations out. */
public interface NetworkDescription {

    /**
     * Calls the operations in data-flow order.
     *
     * @param input {@code [n, 3, h, w]} pictures, as the network wants them
     * @return what comes out, one value or more
     */
    <T> List<T> describe(Operations<T> operations, T input);

    /** Added to the variance by this network's BatchNorm. */
    double batchNormEpsilon();
}
