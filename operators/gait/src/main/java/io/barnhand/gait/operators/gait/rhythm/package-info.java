/**
 * The rhythm of the hooves in a window: stride frequency, phases of the limbs, legs that a network
 * exchanged, and the gait that these are nearest to.
 */
@NullMarked
package io.barnhand.gait.operators.gait.rhythm;

import org.jspecify.annotations.NullMarked;
