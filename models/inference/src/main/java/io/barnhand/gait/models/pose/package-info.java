/**
 * Keypoints of a horse from a crop, as callers see it. A family of networks is a package below this
 * one, which only the catalogue knows.
 */
package io.barnhand.gait.models.pose;
