/** What a run wrote, read back and put together by pass; bounded, nothing is computed here. */
package io.barnhand.gait.job.analysis.report.data;
