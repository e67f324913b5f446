/**
 * The configuration of the job: one record per area, defaults in the code, every value checked
 * before anything starts. What the models and paths in it point at is checked elsewhere.
 */
package io.barnhand.gait.job.pipeline.config;
