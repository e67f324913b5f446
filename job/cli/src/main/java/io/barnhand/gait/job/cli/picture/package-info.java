/** Single pictures: reading and writing their files, and estimating the poses on one. */
package io.barnhand.gait.job.cli.picture;
