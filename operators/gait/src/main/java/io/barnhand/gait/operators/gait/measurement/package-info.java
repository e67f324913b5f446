/**
 * What is measured, as records: metrics with their intervals and reasons, the gait record of a
 * window, the record of a stride. Null means not estimable, never 0. Nothing is computed here.
 */
package io.barnhand.gait.operators.gait.measurement;
