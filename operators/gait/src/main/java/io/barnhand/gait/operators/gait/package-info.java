/**
 * From the keypoints of one track to gait metrics: pure computation, one class per thing it
 * estimates, and beside it the Flink function {@link
 * io.barnhand.gait.operators.stages.gait.GaitWindows} that only buffers and cuts. Only that class
 * knows Flink. Nobody is told here that a horse is lame.
 */
package io.barnhand.gait.operators.gait;
