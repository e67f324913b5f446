/**
 * What the observations of a validation say together: accuracy, intervals, confusions and
 * invariances as tables, plots and a verdict against the bounds of the acceptance table. Computes
 * nothing of a horse.
 */
package io.barnhand.gait.job.analysis.validation.table;
