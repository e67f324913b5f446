package io.barnhand.gait.job.simulation.scene;

/**
 * A post that may hide what passes behind it.
 *
 * @param x where along the path, BL
 * @param y how far behind the path, BL; negative stands between camera and path
 * @param width BL
 */
public record Post(double x, double y, double width) {}
