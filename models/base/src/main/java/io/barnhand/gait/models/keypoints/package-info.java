/**
 * What the keypoints of a pose are: names, order and sides. Networks, records and gait read it
 * here; the catalogue is checked against it. Which of them make up a limb is in {@code
 * operators.records}.
 */
package io.barnhand.gait.models.keypoints;
