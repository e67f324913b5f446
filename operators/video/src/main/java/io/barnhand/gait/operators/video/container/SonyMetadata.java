package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avformat.avio_read;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVIOContext;

/**
 * The rate of capture in the XML that Sony's cameras write into the box {@code meta} of an MP4,
 * which FFmpeg does not read. Only where it names another rate than that of the file.
 *
 * @param captured as it is written, for example {@code 119.88p}
 * @param slowAndQuick whether the camera says that it recorded in this mode, which has no sound of
 *     its own
 */
record SonyMetadata(String captured, boolean slowAndQuick) {

    private static final int MAX_BOXES = 256;
    private static final int MAX_XML = 1 << 20;
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    /** Version and flags of a full box. */
    private static final int VERSION = 4;

    private static final Pattern CAPTURED = attribute("captureFps");
    private static final Pattern FORMAT = attribute("formatFps");
    private static final Pattern MODE =
            Pattern.compile("<RecordingMode\\s[^>]*\\btype\\s*=\\s*\"slowAndQuickMotion\"");

    /** A box of the file; its content ends before {@code to}. */
    private record Box(String type, long from, long to) {}

    private static Pattern attribute(String name) {
        return Pattern.compile("\\b" + name + "\\s*=\\s*\"([^\"]{0,100})\"");
    }

    /** Reads it; the file is where it was afterwards. */
    static Optional<SonyMetadata> of(VideoContainer container) {
        AVIOContext io = container.context().pb();
        if (!container.isMov() || io == null || io.isNull()) {
            return Optional.empty();
        }
        long position = avio_tell(io);
        try {
            return new Boxes(io).xml(0, Long.MAX_VALUE, 0).flatMap(SonyMetadata::ofXml);
        } finally {
            avio_seek(io, position, 0);
        }
    }

    static Optional<SonyMetadata> ofXml(String xml) {
        Matcher captured = CAPTURED.matcher(xml);
        Matcher format = FORMAT.matcher(xml);
        return captured.find() && !(format.find() && format.group(1).equals(captured.group(1)))
                ? Optional.of(new SonyMetadata(captured.group(1), MODE.matcher(xml).find()))
                : Optional.empty();
    }

    /** Walks through the boxes of a file; the number of all that it enters is bounded. */
    private static final class Boxes {

        private final AVIOContext io;
        private int left = MAX_BOXES;

        Boxes(AVIOContext io) {
            this.io = io;
        }

        /** The text of the first box {@code xml} within a box {@code meta}. */
        Optional<String> xml(long from, long to, int depth) {
            long at = from;
            for (Box box; left-- > 0 && (box = box(at, to)) != null; at = box.to) {
                Optional<String> found =
                        switch (box.type) {
                            case "moov" -> depth == 0 ? xml(box.from, box.to, 1) : Optional.empty();
                            case "meta" -> xml(box.from + VERSION, box.to, depth + 2);
                            case "xml " -> depth >= 2 ? text(box) : Optional.empty();
                            default -> Optional.empty();
                        };
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Box box(long at, long to) {
            ByteBuffer header = read(at, HEADER);
            if (header == null || at + HEADER > to) {
                return null;
            }
            long size = header.getInt() & 0xFFFF_FFFFL;
            byte[] type = new byte[4];
            header.get(type);
            int length = HEADER;
            if (size == 1) {
                ByteBuffer large = read(at + HEADER, HEADER);
                size = large == null ? 0 : large.getLong();
                length = LARGE_HEADER;
            }
            if (size < length || size > to - at) {
                return null;
            }
            return new Box(new String(type, StandardCharsets.ISO_8859_1), at + length, at + size);
        }

        private Optional<String> text(Box box) {
            long length = box.to - box.from - VERSION;
            if (length < 0 || length > MAX_XML) {
                return Optional.empty();
            }
            ByteBuffer text = read(box.from + VERSION, (int) length);
            return text == null
                    ? Optional.empty()
                    : Optional.of(new String(text.array(), StandardCharsets.UTF_8));
        }

        private ByteBuffer read(long at, int length) {
            byte[] bytes = new byte[length];
            return avio_seek(io, at, 0) == at && avio_read(io, bytes, length) == length
                    ? ByteBuffer.wrap(bytes)
                    : null;
        }
    }
}
