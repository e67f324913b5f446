/**
 * What runs beside the job: the command line and what it shows. Not part of the jar that is
 * submitted to a cluster.
 */
package io.barnhand.gait.job.cli;
