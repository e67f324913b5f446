/**
 * Monitoring that all stages share: groups of counters, labels with a bound, and the current input
 * in log lines. The counters of a stage are in the package of the stage.
 */
package io.barnhand.gait.operators.stages.monitoring;
