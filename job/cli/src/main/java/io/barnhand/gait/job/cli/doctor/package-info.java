/**
 * What {@code barnhand doctor} looks at: the machine, the libraries, a cluster, and what a
 * configuration points at. Checks find, and never change anything.
 */
package io.barnhand.gait.job.cli.doctor;
