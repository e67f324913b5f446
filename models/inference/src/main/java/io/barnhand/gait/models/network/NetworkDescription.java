package io.barnhand.gait.models.network;

import java.util.List;

/** The computation of a network of a certain size, independent of the back end. */
public interface NetworkDescription {

    /**
     * Calls the operations in data-flow order.
     *
     * @param input {@code [n, 3, h, w]} pictures, as the network expects them
     * @return the outputs, at least one
     */
    <T> List<T> describe(Operations<T> operations, T input);

    /** Added to the variance by this network's BatchNorm. */
    double batchNormEpsilon();
}
