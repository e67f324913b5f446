/**
 * The demonstration on rendered footage: which clips, and what the job measured of them beside what
 * is exactly true. It shows that the software works and says nothing about accuracy on real horses.
 */
package io.barnhand.gait.job.analysis.demo;
