/**
 * What {@code barnhand doctor} checks: the machine, the libraries, a cluster, and what a
 * configuration points at. Checks never change anything.
 */
package io.barnhand.gait.job.cli.doctor;
