package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/**
 * Whether decoded pictures are interlaced: one that is marked so has fields that differ ({@link
 * Combing}), or one of the half second before had. Progressive pictures are often marked as well.
 * Costs nothing for pictures that are not marked.
 */
final class InterlaceCheck {

    /** FFmpeg's AV_FRAME_FLAG_INTERLACED, which the binding leaves out. */
    static final int INTERLACED = 1 << 3;

    /** Shorter than the time that is decoded before a part of a file. */
    private static final long HELD_US = 500_000;

    private static final int WITHOUT_LUMA =
            AV_PIX_FMT_FLAG_RGB
                    | AV_PIX_FMT_FLAG_PAL
                    | AV_PIX_FMT_FLAG_HWACCEL
                    | AV_PIX_FMT_FLAG_BITSTREAM
                    | AV_PIX_FMT_FLAG_BE;

    private byte[] luma = new byte[0];
    private byte[] spare = new byte[0];
    private boolean known;
    private long combedUs = AV_NOPTS_VALUE;

    /**
     * @param picture the one after that of the call before
     * @param us its time, or {@code AV_NOPTS_VALUE}
     */
    boolean isInterlaced(AVFrame picture, long us) {
        if (us == AV_NOPTS_VALUE) {
            return combedUs != AV_NOPTS_VALUE;
        }
        if ((picture.flags() & INTERLACED) == 0) {
            known = false;
        } else if (showsCombs(picture)) {
            combedUs = us;
        }
        if (combedUs != AV_NOPTS_VALUE && (us < combedUs || us - combedUs > HELD_US)) {
            combedUs = AV_NOPTS_VALUE;
        }
        return combedUs != AV_NOPTS_VALUE;
    }

    private boolean showsCombs(AVFrame picture) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(picture.format());
        if (format == null || (format.flags() & WITHOUT_LUMA) != 0) {
            known = false;
            return true;
        }
        int size = picture.width() * picture.height();
        byte[] before = known && luma.length == size ? luma : null;
        byte[] into = spare.length == size ? spare : new byte[size];
        spare = luma;
        luma = into;
        copyLuma(picture, format.comp(0), luma);
        known = true;
        return Combing.shows(luma, before, picture.width(), picture.height());
    }

    /** Eight bits of each pixel's luma, row by row. */
    private static void copyLuma(AVFrame picture, AVComponentDescriptor luma, byte[] into) {
        int width = picture.width();
        int step = luma.step();
        int shift = luma.shift() + Math.max(0, luma.depth() - 8);
        BytePointer from = picture.data(luma.plane());
        byte[] row = new byte[step * (width - 1) + luma.offset() + (luma.depth() > 8 ? 2 : 1)];
        for (int y = 0; y < picture.height(); y++) {
            from.position((long) y * picture.linesize(luma.plane()));
            if (step == 1) {
                from.get(into, y * width, width);
                continue;
            }
            from.get(row);
            for (int x = 0, at = luma.offset(); x < width; x++, at += step) {
                int value = row[at] & 0xFF | (luma.depth() > 8 ? (row[at + 1] & 0xFF) << 8 : 0);
                into[y * width + x] = (byte) (value >> shift);
            }
        }
    }

    /** Pictures from another position follow. */
    void restart() {
        known = false;
        combedUs = AV_NOPTS_VALUE;
    }
}
