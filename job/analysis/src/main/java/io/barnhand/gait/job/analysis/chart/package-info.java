/**
 * Charts as SVG without script: every mark is drawn here, coloured by the page's style sheet, and
 * leads to its seconds in the clip where there is one. No chart joins what was not measured, and
 * none marks a value without its interval.
 */
package io.barnhand.gait.job.analysis.chart;
