/**
 * From files, folders and stores to the segments to decode: cameras and times from names and
 * sidecars, the order of files, and dead letters for unusable files.
 */
package io.barnhand.gait.operators.video.planning;
