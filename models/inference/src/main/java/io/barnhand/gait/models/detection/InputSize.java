package io.barnhand.gait.models.detection;

/**
 * Size of the pictures that a network takes.
 *
 * @param width px
 * @param height px
 */
public record InputSize(int width, int height) {}
