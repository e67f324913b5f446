package io.barnhand.gait.job.analysis.report.clip;

/**
 * A clip as the page has it.
 *
 * @param source {@code data:} URI of the clip itself, or its path relative to the page
 * @param embedded whether it is in the page
 */
public record ReportClip(String source, boolean embedded) {}
