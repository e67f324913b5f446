package io.barnhand.gait.job.analysis.report.page;

import freemarker.core.TemplateHTMLOutputModel;

/**
 * A chart on the page, or why there is none.
 *
 * @param title above it
 * @param svg its picture, or null
 * @param caption below it, or the reason
 */
public record ChartView(String title, TemplateHTMLOutputModel svg, String caption) {

    static ChartView missing(String title, String why) {
        return new ChartView(title, null, why);
    }
}
