/** Files of records in folders of runs: written as JSON lines, and read back. */
package io.barnhand.gait.job.pipeline.sink.files;
