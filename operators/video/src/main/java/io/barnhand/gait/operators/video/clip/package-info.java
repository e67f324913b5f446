/** Writes clips as H.264 in MP4 files. */
package io.barnhand.gait.operators.video.clip;
