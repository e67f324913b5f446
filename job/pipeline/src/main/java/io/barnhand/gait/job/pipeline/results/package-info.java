/**
 * The kinds of results that the job gives, with the forms in which each is written. Not here: where
 * they are written ({@code sink}), and the lines themselves ({@code json}).
 */
package io.barnhand.gait.job.pipeline.results;
