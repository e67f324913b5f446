/**
 * Places that horses are filmed in, generated from a seed: a stable aisle, an arena, a paddock, and
 * any of them by night in infrared. Each is shaded once; what moves is drawn over it frame by
 * frame.
 */
package io.barnhand.gait.job.simulation.scene;
