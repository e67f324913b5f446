/** The demo: footage, the job on it, and its results beside the truth. */
package io.barnhand.gait.job.cli.demo;
