/**
 * Reads PyTorch checkpoints as data: a checkpoint is a program for Python's pickle machine, which
 * is interpreted without running anything that it names. The results are tensors and plain
 * containers; the meaning of the weights is not known here.
 */
package io.barnhand.gait.models.checkpoint;
