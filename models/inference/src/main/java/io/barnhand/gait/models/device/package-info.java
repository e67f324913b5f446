/**
 * Which device a network runs on, and how many calls a device takes at a time. All slots and jobs
 * of a process share placements and permits, so these classes must be in the cluster's class path,
 * loaded parent-first. Does not know the engines.
 */
package io.barnhand.gait.models.device;
