/**
 * Charts as SVG without script: parts of a report's page, where every mark leads to its seconds in
 * the clip, and plots that are separate files. No chart of a horse joins what was not measured, and
 * none marks a value without its interval. Knows no page and no table.
 */
package io.barnhand.gait.job.analysis.chart;
