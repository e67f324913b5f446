/**
 * Shared by the models and all rooms above, with the JDK alone: the base of all failures, text made
 * fit for a terminal, digests of files, the nearest of known names.
 */
package io.barnhand.gait.models;
