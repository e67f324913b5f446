/**
 * The configuration of the job: one record per area, defaults in the code, every value checked
 * before anything starts. Models and files that it names are checked elsewhere.
 */
package io.barnhand.gait.job.configuration;
