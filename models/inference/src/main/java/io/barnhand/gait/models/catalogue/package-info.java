/**
 * The models this project knows by name: where to get them, how to tell that a file is the right
 * one, and what their scores and keypoints mean. Reads and checks files; never downloads.
 */
package io.barnhand.gait.models.catalogue;
