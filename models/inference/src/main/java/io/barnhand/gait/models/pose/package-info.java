/**
 * Keypoints of a horse from a crop: RTMPose, its preprocessing and the decoding of its SimCC
 * output, matched to mmpose.
 */
package io.barnhand.gait.models.pose;
