/**
 * {@code barnhand archive}: processes an archive span by span, on the embedded Flink or on a
 * cluster, and keeps a second process from doing the same. What is done with a recording is in the
 * archive of the pipeline.
 */
package io.barnhand.gait.job.cli.archive;
