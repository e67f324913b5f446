package io.barnhand.gait.job.analysis.report.data;

/**
 * What a recording is known by.
 *
 * @param camera camera id
 * @param name recording id
 */
public record Recording(String camera, String name) {}
