/** Checks a camera by a clip of it: the job over that clip alone, and what is printed of it. */
package io.barnhand.gait.job.cli.camera;
