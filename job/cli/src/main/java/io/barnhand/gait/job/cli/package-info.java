/**
 * The program {@code barnhand}: its commands, and what only a command line needs, a package each.
 * Not part of the jar that is submitted to a cluster.
 */
package io.barnhand.gait.job.cli;
