/**
 * Models shared within a process: by all slots of a TaskManager and all jobs on it. Must be in the
 * cluster's class path, loaded parent-first; in a job's own class loader nothing would be shared.
 * Knows of a model only that it can be closed.
 */
package io.barnhand.gait.models.cache;
