/**
 * How values of a configuration are written: YAML, amounts with units, settings of a command line.
 */
package io.barnhand.gait.job.configuration.text;
