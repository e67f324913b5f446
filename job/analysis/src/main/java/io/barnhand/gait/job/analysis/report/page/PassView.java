package io.barnhand.gait.job.analysis.report.page;

import java.util.List;

/**
 * A pass on the page.
 *
 * @param id of its element
 * @param who horse or track
 * @param day date
 * @param time of day
 * @param camera id
 * @param gait in words
 * @param strides in words
 * @param trust whether it can be trusted
 * @param trustClass style of that
 * @param facts who, when, where and what
 * @param figures first numbers
 * @param change against the horse's own days
 * @param clip beside it, or null
 * @param clipNote why there is no clip, or what must be known of it, or empty
 * @param sections one level down
 */
public record PassView(
        String id,
        String who,
        String day,
        String time,
        String camera,
        String gait,
        String strides,
        Trust trust,
        String trustClass,
        List<FigureRow> facts,
        List<FigureRow> figures,
        ChangeView change,
        ClipView clip,
        String clipNote,
        List<SectionView> sections) {

    /** The first numbers as a table. */
    public FigureTable firstNumbers() {
        return FigureTable.of(figures);
    }
}
