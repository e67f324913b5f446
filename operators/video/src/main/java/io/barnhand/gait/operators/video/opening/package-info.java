/**
 * From a segment to a file that can be decoded: announced files below their roots, files fetched
 * from a store once for all users, digests checked.
 */
package io.barnhand.gait.operators.video.opening;
