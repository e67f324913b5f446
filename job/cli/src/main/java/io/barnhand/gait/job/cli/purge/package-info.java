/**
 * Removing what is known of cameras before a time, from wherever a configuration's sinks put it. It
 * is counted first, and shown.
 */
package io.barnhand.gait.job.cli.purge;
