/**
 * Reading PyTorch checkpoints as data: a checkpoint is a program for Python's pickle machine, and
 * here it is interpreted without running anything it names. Tensors and plain containers come out;
 * what the weights mean is not known here.
 */
package io.barnhand.gait.models.checkpoint;
