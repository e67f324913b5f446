/**
 * What a clip says of the camera that took it: frame times, sharpness, size and course of the horse
 * in the picture, compared with what measuring a gait needs. Computation only; the command runs the
 * job and prints.
 */
package io.barnhand.gait.job.analysis.camera;
