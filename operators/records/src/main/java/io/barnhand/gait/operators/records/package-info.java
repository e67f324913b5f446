/**
 * The records that travel between the stages and the layout of the keypoints in them. Nothing is
 * computed here beyond what a record says of itself.
 */
@NullMarked
package io.barnhand.gait.operators.records;

import org.jspecify.annotations.NullMarked;
