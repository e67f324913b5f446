/**
 * Pictures and boxes as plain memory: what a decoder hands over and what the networks read.
 * Sampling that must match the reference implementation to the bit lives here; drawing does not.
 */
package io.barnhand.gait.models.image;
