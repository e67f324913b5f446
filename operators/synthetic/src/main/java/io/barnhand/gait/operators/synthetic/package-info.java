/**
 * Synthetic horses with exact truth: a kinematic model of the gaits, a camera that films it and
 * keypoints with the faults that networks make. What the estimators are held against; never a
 * source of keypoints for real footage.
 */
package io.barnhand.gait.operators.synthetic;
