/**
 * Synthetic horses, what is exactly true of them, and what the gait stage measures of them: one
 * observation after the other, in cells that are computed in parallel and kept. What is made of the
 * observations is in {@code table}.
 */
package io.barnhand.gait.job.analysis.validation.observe;
