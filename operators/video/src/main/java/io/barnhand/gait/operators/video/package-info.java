/**
 * Video files as frames with event times, and the plan of what to decode. Every file is taken for
 * hostile: formats, protocols, sizes and durations are checked before pixels are decoded. Knows
 * nothing of Flink.
 */
package io.barnhand.gait.operators.video;
