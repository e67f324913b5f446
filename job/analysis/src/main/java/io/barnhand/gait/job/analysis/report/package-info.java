/**
 * The report of a run: one page that opens from disk. {@code data} reads the run, {@code clip}
 * finds its clips, {@code chart} draws, {@code page} puts it into words and writes it.
 */
package io.barnhand.gait.job.analysis.report;
