/**
 * The records that travel between the stages, and which of their keypoints make up a limb. Nothing
 * is computed here beyond what a record says of itself.
 */
@NullMarked
package io.barnhand.gait.operators.records;

import org.jspecify.annotations.NullMarked;
