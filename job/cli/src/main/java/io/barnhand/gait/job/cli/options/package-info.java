/** Options that several commands take, and the values that they become. */
package io.barnhand.gait.job.cli.options;
