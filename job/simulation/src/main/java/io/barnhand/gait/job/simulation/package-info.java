/**
 * Rendered footage: clips, and the exact truth of the horses in them. It says nothing about real
 * horses; it shows whether the software measures what is in the picture.
 */
package io.barnhand.gait.job.simulation;
