/** How words are laid out on a terminal. What they say is not known here. */
package io.barnhand.gait.job.analysis.text;
