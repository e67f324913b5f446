/**
 * Two runs over the same footage, set against each other: which passes both measured, where they
 * disagree on the gait, and by how much each metric differs. It tells differences, not which run is
 * right.
 */
package io.barnhand.gait.job.analysis.compare;
