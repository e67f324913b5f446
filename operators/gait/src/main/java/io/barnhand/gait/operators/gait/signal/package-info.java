/**
 * From keypoints to signals in body lengths: gates for single frames, the scale of the body, the
 * trunk that hooves are counted from, the way of the horse, and how good the keypoints are.
 */
@NullMarked
package io.barnhand.gait.operators.gait.signal;

import org.jspecify.annotations.NullMarked;
