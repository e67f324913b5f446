/**
 * What the estimators are told of cameras, of pose models and of the calibration of duty factors.
 */
@NullMarked
package io.barnhand.gait.operators.gait.settings;

import org.jspecify.annotations.NullMarked;
