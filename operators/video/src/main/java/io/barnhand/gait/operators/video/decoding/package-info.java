/**
 * Frames with event times out of a video file, in this process and ahead of who asks for them. A
 * process of its own is in {@code isolation}.
 */
package io.barnhand.gait.operators.video.decoding;
