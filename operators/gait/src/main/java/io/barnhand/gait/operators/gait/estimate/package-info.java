/**
 * From the poses of a window to its gait record and from a pass to its strides: the order in which
 * the estimators are called, and which metrics are absent for which reasons.
 */
@NullMarked
package io.barnhand.gait.operators.gait.estimate;

import org.jspecify.annotations.NullMarked;
