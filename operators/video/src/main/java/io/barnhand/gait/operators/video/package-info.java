/**
 * The references that travel in place of video: segments, spans, their clock, and dead letters. The
 * packages below plan, open and decode the files behind them. Every file is treated as hostile.
 * Knows nothing of Flink.
 *
 * <p>FFmpeg is called by JavaCV's presets, not through JavaCV's grabber: the grabber opens the
 * decoder before sizes can be checked, treats errors of reading and decoding as the end, and counts
 * time by frame rates. Limits, faults with their time, time stamps in µs and a process that gives
 * the same frames need direct calls.
 */
package io.barnhand.gait.operators.video;
