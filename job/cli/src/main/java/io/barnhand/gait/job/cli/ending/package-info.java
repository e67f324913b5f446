/** How the program ends on a signal, and what it says then. */
package io.barnhand.gait.job.cli.ending;
