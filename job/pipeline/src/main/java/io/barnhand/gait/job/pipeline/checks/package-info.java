/** What is found when it is looked whether a job could run: the findings of {@code doctor}. */
package io.barnhand.gait.job.pipeline.checks;
