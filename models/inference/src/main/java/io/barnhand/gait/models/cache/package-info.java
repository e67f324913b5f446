/**
 * Models shared by everything in a process: all slots of a TaskManager and all jobs on it. Belongs
 * into the cluster's class path, loaded parent-first; in a job's own class loader it would share
 * nothing. Does not know what a model is, beyond that it can be closed.
 */
package io.barnhand.gait.models.cache;
