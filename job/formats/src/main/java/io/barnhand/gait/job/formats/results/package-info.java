/**
 * The kinds of results of the job, with the forms in which each is written. Not here: where they
 * are written ({@code sink}), and the lines themselves ({@code json}).
 */
package io.barnhand.gait.job.formats.results;
