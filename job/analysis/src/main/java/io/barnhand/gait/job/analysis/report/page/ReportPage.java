package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.report.data.DeadLetterKind;
import java.util.List;

/**
 * The page.
 *
 * @param title of it
 * @param run id
 * @param program that made the run, or null where that is not known
 * @param settings how the run was made, a sentence each
 * @param notice above everything, or null
 * @param clipNote on clips that are not in the page, or empty
 * @param passes by horse and time
 * @param overviews the same in several orders; empty where there is no choice
 * @param coverage by camera and hour
 * @param moreHours how many more hours there are than are shown
 * @param horseless recordings in which no horse was followed, a sentence each
 * @param deadLetters what could not be used
 */
public record ReportPage(
        String title,
        String run,
        String program,
        List<String> settings,
        String notice,
        String clipNote,
        List<PassView> passes,
        List<Overview> overviews,
        List<CoverageRow> coverage,
        int moreHours,
        List<String> horseless,
        List<DeadLetterKind> deadLetters) {}
