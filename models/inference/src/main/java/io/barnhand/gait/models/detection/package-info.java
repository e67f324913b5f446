/**
 * Finding animals in pictures, as whoever asks sees it: models, detectors, boxes and classes. A
 * family of networks is a package below this one, known to the catalogue alone.
 */
package io.barnhand.gait.models.detection;
