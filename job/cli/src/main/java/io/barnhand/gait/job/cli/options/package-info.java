/** Options that several commands take, as the values that the work is handed. */
package io.barnhand.gait.job.cli.options;
