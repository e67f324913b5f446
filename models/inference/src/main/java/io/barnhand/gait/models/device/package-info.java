/**
 * Which device a network runs on, and how many calls a device takes at a time. What is known here
 * of this process, its placements and its permits, is shared by all slots and jobs; the classes
 * belong into the cluster's class path, loaded parent-first. Does not know how an engine is asked.
 */
package io.barnhand.gait.models.device;
