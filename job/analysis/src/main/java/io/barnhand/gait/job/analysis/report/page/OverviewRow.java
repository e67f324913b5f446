package io.barnhand.gait.job.analysis.report.page;

/**
 * A pass in the overview.
 *
 * @param pass the pass
 * @param startUs for the order
 */
public record OverviewRow(PassView pass, long startUs) {}
