/**
 * The measurements as records: metrics with their intervals and reasons, the gait record of a
 * window, the record of a stride. Null means not estimable, never 0. Nothing is computed here.
 *
 * <p>A new metric is a component of its group, with a line in the group's {@code absent}, and a
 * declaration in {@link io.barnhand.gait.operators.gait.measurement.GaitMetric}. The step that
 * estimates it does not compile until it gives it; its test and {@code gait.schema.json} are the
 * other files. Lines, pages and comparisons read the declaration.
 */
@NullMarked
package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.NullMarked;
