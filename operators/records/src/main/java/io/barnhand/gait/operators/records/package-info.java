/**
 * The records that travel between the stages, and the keypoints of each limb. Nothing is computed
 * here beyond accessors.
 */
@NullMarked
package io.barnhand.gait.operators.records;

import org.jspecify.annotations.NullMarked;
