/**
 * Jobs on a Flink cluster: submitting them, telling how they are, savepoints. Asks the cluster
 * through its REST interface. The commands themselves are in {@code commands}.
 */
package io.barnhand.gait.job.cli.cluster;
