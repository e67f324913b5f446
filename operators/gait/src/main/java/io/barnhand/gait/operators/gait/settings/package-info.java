/** Settings of the estimators: cameras, pose models and the calibration of duty factors. */
@NullMarked
package io.barnhand.gait.operators.gait.settings;

import org.jspecify.annotations.NullMarked;
