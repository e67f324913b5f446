/**
 * Jobs on a Flink cluster: submission, status, savepoints. Asks the cluster through its REST
 * interface. The commands themselves are in {@code commands}.
 */
package io.barnhand.gait.job.cli.cluster;
