package io.barnhand.gait.models.pose;

/**
 * The AP-10K keypoints of one crop, mapped into the image.
 *
 * @param x {@code [keypoints]} image px; NaN where absent
 * @param y {@code [keypoints]} image px; NaN where absent
 * @param score {@code [keypoints]} min of the x and y logit maxima, raw: may be below 0 or above 1;
 *     given also where the keypoint is absent (score &le; 0)
 */
public record Keypoints(double[] x, double[] y, float[] score) {}
