/**
 * {@code barnhand archive}: working through an archive span by span, on the embedded Flink or on a
 * cluster, so that no second process works on the same one. What is done with a recording is in the
 * archive of the pipeline.
 */
package io.barnhand.gait.job.cli.archive;
