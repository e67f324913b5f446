/**
 * The references that travel in place of video: segments, spans, their clock, and what could not be
 * used. The packages below plan, open and decode what these point at. Every file is taken for
 * hostile. Knows nothing of Flink.
 *
 * <p>FFmpeg is called by JavaCV's presets, not through JavaCV's grabber: that one opens the decoder
 * before sizes can be held against limits, takes errors of reading and decoding for the end, and
 * counts time by frame rates. Limits, faults with their time, time stamps in µs and a process that
 * gives the same frames need the calls themselves.
 */
package io.barnhand.gait.operators.video;
