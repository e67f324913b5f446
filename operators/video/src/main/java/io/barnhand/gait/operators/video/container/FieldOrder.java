package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;

import java.util.Locale;
import java.util.Optional;

/** What a stream says of the fields of its pictures; each picture says it again. */
final class FieldOrder {

    private FieldOrder() {}

    /**
     * What a user must know, the rest of a sentence that begins with the file's name.
     *
     * @param order FFmpeg's code
     */
    static Optional<String> note(int order) {
        boolean topFirst = order == AV_FIELD_TT || order == AV_FIELD_TB;
        return topFirst || order == AV_FIELD_BB || order == AV_FIELD_BT
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "is marked as interlaced, %s field first; where its fields differ,"
                                        + " each is a frame of its own, at twice the rate of the"
                                        + " file",
                                topFirst ? "top" : "bottom"))
                : Optional.empty();
    }
}
