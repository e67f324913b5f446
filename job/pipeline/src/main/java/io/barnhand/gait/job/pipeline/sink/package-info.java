/**
 * Where results go: what every store has ({@code Destination}), the sinks of a run and its folders.
 * A store has a package of its own below; all of them are listed by {@code Destinations}.
 */
package io.barnhand.gait.job.pipeline.sink;
