/** Where a pass of a track begins and ends, and when a track was seen and could be used. */
@NullMarked
package io.barnhand.gait.operators.gait.passes;

import org.jspecify.annotations.NullMarked;
