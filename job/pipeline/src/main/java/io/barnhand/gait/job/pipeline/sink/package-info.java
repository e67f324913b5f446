/**
 * Where results go: the contract of a store ({@code Destination}), the sinks of a run and its
 * folders. Each store has a package below; all of them are listed by {@code Destinations}.
 */
package io.barnhand.gait.job.pipeline.sink;
