/** RTMPose: its network, preprocessing and the decoding of its SimCC output, matched to mmpose. */
package io.barnhand.gait.models.pose.rtmpose;
