/**
 * What a run is, in every store: claimed before it writes, then complete, aborted or withdrawn, and
 * newer or older than others by a sequence that no clock decides.
 */
package io.barnhand.gait.job.pipeline.runs;
