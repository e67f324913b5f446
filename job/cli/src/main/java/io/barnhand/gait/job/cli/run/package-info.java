/**
 * Running the job on the embedded Flink, its progress on the terminal and the summary at its end.
 */
package io.barnhand.gait.job.cli.run;
