/**
 * The numerical tools of the estimators: order statistics, least squares, trends, filters. They
 * know nothing of horses.
 */
package io.barnhand.gait.operators.gait.numeric;
