/**
 * The records that travel between the stages of the job. Functions that make and read them live in
 * the packages below, each Flink function beside the pure computation it calls.
 */
package io.barnhand.gait.operators.records;
