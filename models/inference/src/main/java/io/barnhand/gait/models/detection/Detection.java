package io.barnhand.gait.models.detection;

import io.barnhand.gait.models.image.Box;

/**
 * An object found in a picture.
 *
 * @param box image px, may reach beyond the image
 * @param score objectness times class probability, 0..1
 * @param classId index into the detector's {@link ClassNames} (COCO: horse = 17)
 */
public record Detection(Box box, float score, int classId) {}
