/**
 * What the tests of all rooms share: the mark of a slow test and the reference data that is not
 * shipped. The harness for brokers, clusters and databases is in {@code job/testing}.
 */
package io.barnhand.gait.models.testing;
