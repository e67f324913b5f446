/**
 * The references that travel in place of video: segments, spans, their clock, and what could not be
 * used. The packages below plan, open and decode what these point at. Every file is taken for
 * hostile. Knows nothing of Flink.
 */
package io.barnhand.gait.operators.video;
