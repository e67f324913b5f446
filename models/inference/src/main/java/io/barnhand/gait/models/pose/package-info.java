/**
 * Keypoints of a horse from a crop, as whoever asks sees it. A family of networks is a package
 * below this one, known to the catalogue alone.
 */
package io.barnhand.gait.models.pose;
