/**
 * The measurements as records: metrics with their intervals and reasons, the gait record of a
 * window, the record of a stride. Null means not estimable, never 0. Nothing is computed here.
 *
 * <p>How to add a metric or a flag is in the room's {@code README.md}, what each means in {@code
 * REFERENCE.md}.
 */
@NullMarked
package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.NullMarked;
