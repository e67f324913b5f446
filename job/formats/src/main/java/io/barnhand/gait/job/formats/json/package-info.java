/**
 * The JSON lines that users keep: poses, gait records and dead letters, one object a line. Their
 * form is an interface that must stay stable.
 */
package io.barnhand.gait.job.formats.json;
