/**
 * What the page says: the reasons for and against a pass, its figures in words, its charts. Values
 * come from the run's lines and their pools; nothing is measured here. All words are in {@code
 * report.properties}.
 */
package io.barnhand.gait.job.analysis.report.page;
