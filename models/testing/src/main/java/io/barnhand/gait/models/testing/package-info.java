/**
 * Shared by the tests of all rooms: the tag of slow tests, the parts of pages that are written from
 * the code, and the reference data that is not shipped. The harness for brokers, clusters and
 * databases is in {@code job/testing}.
 */
package io.barnhand.gait.models.testing;
