/**
 * Decoding in a separate process: a file that makes FFmpeg crash, hang or take all memory ends that
 * process and costs one segment. The process runs the same {@link
 * io.barnhand.gait.operators.video.decoding.VideoReader}: frames, times and faults are the same to
 * the bit.
 */
package io.barnhand.gait.operators.video.isolation;
