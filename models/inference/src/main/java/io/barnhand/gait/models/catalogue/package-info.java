/**
 * The models with a name: address and digest of their files, meaning of their scores and keypoints.
 * Reads and checks files; never downloads.
 */
package io.barnhand.gait.models.catalogue;
