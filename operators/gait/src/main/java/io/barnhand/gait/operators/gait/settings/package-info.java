/**
 * What the estimators are told of cameras, of pose models and of the calibration of duty factors.
 */
package io.barnhand.gait.operators.gait.settings;
