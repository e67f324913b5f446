/**
 * Describing a network once over a small set of operations, and what is derived from the
 * description: the parameters a checkpoint must have and a TorchScript archive. Which networks
 * there are is known to the packages of their families; running one is not done here.
 */
package io.barnhand.gait.models.network;
