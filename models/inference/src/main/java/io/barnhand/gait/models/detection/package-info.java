/**
 * Finding animals in pictures, as callers see it: models, detectors, boxes and classes. A family of
 * networks is a package below this one, which only the catalogue knows.
 */
package io.barnhand.gait.models.detection;
