/**
 * Describes a network once over a small set of operations, and derives from the description the
 * parameters of its checkpoint and its TorchScript archive. The networks themselves are in the
 * packages of their families; they are run by {@code engine}.
 */
package io.barnhand.gait.models.network;
