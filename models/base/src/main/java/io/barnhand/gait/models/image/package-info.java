/**
 * Pictures and boxes as plain memory, from the decoder to the networks. Sampling that must match
 * the reference implementation to the bit is here; drawing is not.
 */
package io.barnhand.gait.models.image;
