/** Runs as their stores know them: listed, shown, withdrawn. */
package io.barnhand.gait.job.cli.runs;
