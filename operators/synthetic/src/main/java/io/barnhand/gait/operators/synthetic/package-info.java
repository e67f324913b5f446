/**
 * Synthetic horses with exact truth: a kinematic model of the gaits, a camera that films it and
 * keypoints with the faults of networks. Estimates are compared with them; they are never a source
 * of keypoints for real footage.
 */
package io.barnhand.gait.operators.synthetic;
