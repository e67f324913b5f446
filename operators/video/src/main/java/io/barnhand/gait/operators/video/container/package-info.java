/**
 * Video files as bytes and containers, on disk and in stores: headers, limits and the checks before
 * a pixel is decoded, with the failures they throw.
 */
package io.barnhand.gait.operators.video.container;
