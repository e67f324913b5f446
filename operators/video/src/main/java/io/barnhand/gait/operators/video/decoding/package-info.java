/**
 * Frames with event times from a video file, decoded in this process, also ahead of the reader.
 * Decoding in a separate process is in {@code isolation}.
 */
package io.barnhand.gait.operators.video.decoding;
