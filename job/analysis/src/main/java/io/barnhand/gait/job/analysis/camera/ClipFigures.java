package io.barnhand.gait.job.analysis.camera;

import java.util.List;

/**
 * What the pictures of a clip say, whatever is on them.
 *
 * @param width px
 * @param height px
 * @param timing of the frames
 * @param blurPx how far the moving horse smears along a picture row, px, or null
 * @param fault why the clip was read to less than its end, or null
 * @param notes what a user must know of the file, sentences
 */
public record ClipFigures(
        int width,
        int height,
        FrameTiming timing,
        Double blurPx,
        String fault,
        List<String> notes) {

    public ClipFigures {
        notes = List.copyOf(notes);
    }
}
