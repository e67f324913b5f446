/**
 * What the trunk, the head and the joints do over a stride: vertical movement and its asymmetry,
 * attitude of the trunk, joint angles. Where hooves stand is known from {@code footfall}.
 */
@NullMarked
package io.barnhand.gait.operators.gait.body;

import org.jspecify.annotations.NullMarked;
