/**
 * Video files as bytes and containers, on disk and in stores: what is refused before a pixel is
 * decoded, headers, limits, and the reasons of a failure.
 */
package io.barnhand.gait.operators.video.container;
