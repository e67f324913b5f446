/**
 * The keypoints of a pose: names, order and sides, for networks, records and gait; the catalogue is
 * checked against them. The keypoints of each limb are in {@code operators.records}.
 */
package io.barnhand.gait.models.keypoints;
