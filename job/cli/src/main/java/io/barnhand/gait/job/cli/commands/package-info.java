/**
 * One class a command: its options, the work it asks for and what it prints. Options of several
 * commands are in {@code options}; the work itself is elsewhere.
 */
package io.barnhand.gait.job.cli.commands;
