/** Reads the files that a run wrote, as a user would, and writes tables for other programs. */
package io.barnhand.gait.job.analysis.results;
