package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.models.ShellWord;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The FFmpeg command that makes footage usable which is in a container that is not read. */
public final class ConversionCommand {

    /** Extensions, and FFmpeg's names, of frames without a container, and so without times. */
    private static final Set<String> RAW =
            Set.of("264", "h264", "avc", "265", "h265", "hevc", "mjpeg", "mjpg");

    /** Extensions, and FFmpeg's names, of containers that it reads. */
    private static final Set<String> CONTAINED =
            Set.of(
                    "dav", "dhav", "wmv", "asf", "mxf", "ogv", "ogm", "ogg", "rm", "rmvb", "nut",
                    "wtv", "dv", "ivf");

    private ConversionCommand() {}

    /**
     * What to do with a file whose name says what it is.
     *
     * @return empty where its extension is none of footage
     */
    public static Optional<String> forName(String file) {
        String extension = extension(file);
        return RAW.contains(extension) || CONTAINED.contains(extension)
                ? Optional.of(convert(file, RAW.contains(extension)))
                : Optional.empty();
    }

    /**
     * What to do with a file of a format that is not accepted.
     *
     * @param format FFmpeg's name
     * @return empty where it is none of footage: a playlist opens other addresses
     */
    static Optional<String> forFormat(String file, String format) {
        return RAW.contains(format) || CONTAINED.contains(format)
                ? Optional.of(convert(file, RAW.contains(format)))
                : Optional.empty();
    }

    /** Frames are encoded again: copied, those without a container would lose their times. */
    private static String convert(String file, boolean raw) {
        int dot = file.lastIndexOf('.');
        String stem = dot > file.lastIndexOf('/') + 1 ? file.substring(0, dot) : file;
        String converted =
                stem + (file.equalsIgnoreCase(stem + ".mp4") ? "-converted.mp4" : ".mp4");
        return String.format(
                Locale.ROOT,
                raw
                        ? "convert it with: ffmpeg -framerate 25 -i %s -c:v mpeg4 -q:v 2 %s (in place of 25, the frames per second of its camera)"
                        : "convert it with: ffmpeg -i %s -map 0:v:0 -c:v mpeg4 -q:v 2 -enc_time_base 1:60000 %s",
                word(file),
                word(converted));
    }

    /**
     * A name is no option, and no protocol, whatever it begins with; what is stored is copied
     * first.
     */
    private static String word(String file) {
        if (file.contains("://")) {
            return word(file.substring(file.lastIndexOf('/') + 1));
        }
        return ShellWord.quoted(file.startsWith("/") ? file : "./" + file);
    }

    private static String extension(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
