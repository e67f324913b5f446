/** Finds the clips of recordings, never outside of their folder, and puts them into the page. */
package io.barnhand.gait.job.analysis.report.clip;
