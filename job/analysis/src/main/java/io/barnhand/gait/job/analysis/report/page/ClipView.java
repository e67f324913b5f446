package io.barnhand.gait.job.analysis.report.page;

/**
 * The clip beside a pass.
 *
 * @param id of its element
 * @param source {@code data:} URI or relative path; null where another element has it
 * @param sourceOf id of the element that has the source, or null
 * @param embedded whether it is in the page
 * @param from s of the clip in which the pass begins, as an attribute; null where not known
 * @param to s in which it ends
 * @param label what it shows
 */
public record ClipView(
        String id,
        String source,
        String sourceOf,
        boolean embedded,
        String from,
        String to,
        String label) {}
