/**
 * Movement of the trunk, the head and the joints over a stride: vertical movement and its
 * asymmetry, attitude of the trunk, joint angles. {@code footfall} gives where hooves stand.
 */
@NullMarked
package io.barnhand.gait.operators.gait.body;

import org.jspecify.annotations.NullMarked;
