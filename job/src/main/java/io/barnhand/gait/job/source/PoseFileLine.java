package io.barnhand.gait.job.source;

/**
 * A line of a keypoint archive and where it stands.
 *
 * @param file path of the file
 * @param number from 1
 * @param text the line; null where it is longer than {@link PoseFileFormat#MAX_LINE} characters
 */
public record PoseFileLine(String file, long number, String text) {}
