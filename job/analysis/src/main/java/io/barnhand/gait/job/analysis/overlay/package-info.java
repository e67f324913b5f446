/**
 * Draws what was measured onto pictures and video: skeletons, boxes, gait and standing hooves, each
 * where and when its line says. One renderer for stills and video. Reads the lines that a run
 * wrote; measures nothing itself.
 */
package io.barnhand.gait.job.analysis.overlay;
