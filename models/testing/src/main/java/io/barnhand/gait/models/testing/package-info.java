/**
 * What the tests of all rooms share: the mark of a slow test, the parts of pages that are written
 * from the code, and the reference data that is not shipped. The harness for brokers, clusters and
 * databases is in {@code job/testing}.
 */
package io.barnhand.gait.models.testing;
