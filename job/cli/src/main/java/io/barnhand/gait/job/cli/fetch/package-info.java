/**
 * Fetching the files of the model catalogue over HTTPS: resumable, bounded, checked by their digest
 * before they get their name. Only the command line does this, never a job.
 */
package io.barnhand.gait.job.cli.fetch;
