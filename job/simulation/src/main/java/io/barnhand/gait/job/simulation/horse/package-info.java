/**
 * The rendered horse: its skeleton and how it moves, the surface that follows it, coat and hair.
 * Lengths in body lengths, neck base to root of the tail. What draws it is in {@code render}.
 */
package io.barnhand.gait.job.simulation.horse;
