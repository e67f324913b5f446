/**
 * Footage that is made and not filmed: clips, and what is exactly true of the horses in them. It
 * says nothing about real horses; it shows whether the software measures what is in the picture.
 */
package io.barnhand.gait.job.simulation;
