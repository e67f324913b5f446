/**
 * When and where hooves stand: contacts, stance and swing, the ground line, support, suspension and
 * the strides of each limb. The rhythm is given by {@code rhythm}.
 */
@NullMarked
package io.barnhand.gait.operators.gait.footfall;

import org.jspecify.annotations.NullMarked;
