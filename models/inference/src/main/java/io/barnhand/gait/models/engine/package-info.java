/**
 * Running networks with PyTorch and ONNX Runtime: plain arrays in, plain arrays out, one copy of
 * the weights for all who call. What the numbers mean is not known here.
 */
package io.barnhand.gait.models.engine;
