/**
 * RTMPose and YOLOX, each described once over a small set of operations, and what is derived from
 * the description: the parameters a checkpoint must have and a TorchScript archive. Running a
 * network is not done here.
 */
package io.barnhand.gait.models.network;
