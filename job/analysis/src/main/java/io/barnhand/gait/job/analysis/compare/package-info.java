/**
 * Two runs over the same footage, compared: which passes both measured, where they disagree on the
 * gait, and by how much each metric differs. It shows differences, not which run is right.
 */
package io.barnhand.gait.job.analysis.compare;
