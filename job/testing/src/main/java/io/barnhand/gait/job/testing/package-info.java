/**
 * Shared by the tests of several rooms: the program run inside a test, brokers, clusters and
 * databases that tests start and kill, synthetic tracks and clips, the reference data that is not
 * shipped. Holds no test itself.
 */
package io.barnhand.gait.job.testing;
