/**
 * How good the gait stage is, against synthetic horses whose movement is exactly known: cells of
 * runs that are computed in parallel and kept, and the tables, plots and bounds that are drawn from
 * them. Best cases, not field accuracy: nothing here has seen a real horse.
 */
package io.barnhand.gait.job.analysis.validation;
