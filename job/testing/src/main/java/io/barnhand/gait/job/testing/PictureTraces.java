package io.barnhand.gait.job.testing;

import io.barnhand.gait.models.image.BgrImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pieces of given pictures and videos that identify a copy of them wherever it begins in a file: as
 * bytes, in Base64, in hexadecimal, and as numbers of JSON or a log. They do not identify a picture
 * that was scaled, compressed or turned into floats; that needs a bound on sizes.
 */
public final class PictureTraces {

    private static final int WINDOW = 64;
    private static final long FACTOR = 0x100000001b3L;

    /** Fewer would be sky, or black beyond the edge of a picture. */
    private static final int MIN_VALUES = 16;

    /** Of a video: a multiple of three keeps the pieces aligned in Base64. */
    private static final int STEP = 3 * 256;

    /** How pictures and videos begin, in Latin-1; JPEG and PNG in Base64, too. */
    private static final List<String> BEGINNINGS =
            List.of(
                    "\u00ff\u00d8\u00ff\u00e0",
                    "\u00ff\u00d8\u00ff\u00e1",
                    "\u00ff\u00d8\u00ff\u00db",
                    "/9j/4",
                    "\u0089PNG\r\n\u001a\n",
                    "iVBORw0KGgo",
                    "RIFF",
                    "WEBPVP8",
                    "ftypisom",
                    "ftypmp42",
                    "\u001aE\u00df\u00a3\u0001\u0000\u0000");

    private final Map<Long, byte[]> pieces = new HashMap<>();

    /** A piece of every row. */
    public void addPicture(BgrImage picture) {
        int row = 3 * picture.width();
        for (int y = 0; y < picture.height(); y++) {
            addPiece(picture.pixels(), y * row + 3 * (picture.width() / 2));
        }
    }

    public void addVideo(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int from = 0; from < bytes.length; from += STEP) {
            addPiece(bytes, from);
        }
    }

    private void addPiece(byte[] bytes, int from) {
        if (from + WINDOW > bytes.length) {
            return;
        }
        byte[] piece = Arrays.copyOfRange(bytes, from, from + WINDOW);
        if (IntStream.range(0, WINDOW).map(i -> piece[i]).distinct().count() < MIN_VALUES) {
            return;
        }
        add(piece);
        add(latin(Base64.getEncoder().withoutPadding().encodeToString(piece)));
        add(latin(HexFormat.of().formatHex(piece)));
        add(
                latin(
                        IntStream.range(0, WINDOW)
                                .mapToObj(i -> String.valueOf(piece[i] & 0xff))
                                .collect(Collectors.joining(","))));
        String logged = Arrays.toString(piece);
        add(latin(logged.substring(1)));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void add(byte[] piece) {
        byte[] window = Arrays.copyOf(piece, WINDOW);
        pieces.put(hash(window), window);
    }

    public int size() {
        return pieces.size();
    }

    /** The first piece of the pictures in a file, if there is one. */
    public Optional<String> in(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String beginning : BEGINNINGS) {
            int at = text.indexOf(beginning);
            if (at >= 0) {
                return Optional.of(
                        String.format(
                                Locale.ROOT, "%s: a picture or video begins at %d", file, at));
            }
        }
        return pieceIn(bytes)
                .map(at -> String.format(Locale.ROOT, "%s: a known piece at %d", file, at));
    }

    private Optional<Integer> pieceIn(byte[] bytes) {
        long highest = 1;
        for (int i = 1; i < WINDOW; i++) {
            highest *= FACTOR;
        }
        long hash = bytes.length < WINDOW ? 0 : hash(Arrays.copyOf(bytes, WINDOW));
        for (int from = 0; from + WINDOW <= bytes.length; from++) {
            byte[] piece = pieces.get(hash);
            if (piece != null && Arrays.equals(piece, 0, WINDOW, bytes, from, from + WINDOW)) {
                return Optional.of(from);
            }
            if (from + WINDOW < bytes.length) {
                hash = (hash - highest * bytes[from]) * FACTOR + bytes[from + WINDOW];
            }
        }
        return Optional.empty();
    }

    private static long hash(byte[] window) {
        long hash = 0;
        for (byte b : window) {
            hash = hash * FACTOR + b;
        }
        return hash;
    }
}
