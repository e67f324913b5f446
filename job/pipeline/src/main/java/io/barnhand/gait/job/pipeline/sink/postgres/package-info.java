/** Rows of PostgreSQL: how they are written, checked for and removed. */
package io.barnhand.gait.job.pipeline.sink.postgres;
