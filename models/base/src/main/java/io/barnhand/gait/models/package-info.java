/**
 * What the models and all rooms above share and the JDK alone can do: digests of files, the nearest
 * of known names, the failure of a model.
 */
package io.barnhand.gait.models;
