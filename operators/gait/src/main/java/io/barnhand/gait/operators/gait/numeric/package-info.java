/**
 * The numerical tools of the estimators: order statistics, least squares, trends, filters. They
 * know nothing of horses.
 */
@NullMarked
package io.barnhand.gait.operators.gait.numeric;

import org.jspecify.annotations.NullMarked;
