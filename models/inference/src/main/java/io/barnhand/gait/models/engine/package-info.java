/**
 * Running networks with PyTorch and ONNX Runtime: plain arrays in, plain arrays out, one copy of
 * the weights for all callers. The meaning of the numbers is not known here.
 */
package io.barnhand.gait.models.engine;
