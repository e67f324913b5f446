package io.barnhand.gait.job.cli.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was announced, in a file that outlives the process: a line of JSON a segment, on the disk
 * before the next one is announced. So only a segment that was announced and not written down,
 * because the process died between, is announced again, and then under the same number.
 *
 * <p>The newest {@link #REMEMBERED} files are known by name; an older one is taken as announced if
 * it does not start after all that were forgotten of its camera, which a file without a clock never
 * does. One process at a time; not thread-safe.
 */
final class Journal implements AutoCloseable {

    static final int REMEMBERED = 100_000;

    private static final int MAX_LINE = 16_384;
    private static final JsonMapper MAPPER = new JsonMapper();

    private record Entry(String camera, Long startUs) {}

    private final Path file;
    private final FileChannel lockFile;
    private final LinkedHashMap<String, Entry> announced = new LinkedHashMap<>();
    private final Map<String, RecordingPosition> positions = new HashMap<>();
    private final Map<String, Long> forgotten = new HashMap<>();
    private FileChannel channel;
    private long lines;

    private Journal(Path file, FileChannel lockFile) {
        this.file = file;
        this.lockFile = lockFile;
    }

    /**
     * @param file made where it is not there
     * @throws ConfigurationException if it cannot be used
     */
    static Journal open(Path file) {
        FileChannel lock = null;
        try {
            lock =
                    FileChannel.open(
                            file.resolveSibling(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(lock)) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "%s is in use by another barnhand publish for this folder and topic",
                                file),
                        "end that one first");
            }
            Journal journal = new Journal(file, lock);
            journal.read();
            journal.rewrite();
            return journal;
        } catch (IOException e) {
            closeQuietly(lock);
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "The journal %s cannot be used (%s)", file, e),
                    "make its folder writable");
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The reason why it could not be opened is reported instead.
        }
    }

    /** Whether there are files that are not known by name any more. */
    boolean forgets() {
        return !forgotten.isEmpty();
    }

    /** Whether a file that is not known by name may be one of those that were forgotten. */
    boolean forgotten(String camera, Long startUs) {
        Long floor = forgotten.get(camera);
        return floor != null && startUs != null && startUs <= floor;
    }

    /** Whether a file was announced. */
    boolean knows(String name) {
        return announced.containsKey(name);
    }

    /** Position of the camera's latest segment, or null. */
    RecordingPosition latest(String camera) {
        return positions.get(camera);
    }

    /** Writes down what was announced; on the disk when this returns. */
    void add(String name, String camera, RecordingPosition position) throws IOException {
        remember(name, new Entry(camera, position.startUs()));
        advance(camera, position);
        write(channel, line(name, camera, position));
        channel.force(false);
        lines++;
        if (lines >= 2L * REMEMBERED) {
            rewrite();
        }
    }

    private void remember(String name, Entry entry) {
        announced.put(name, entry);
        if (announced.size() > REMEMBERED) {
            Iterator<Entry> oldest = announced.values().iterator();
            Entry dropped = oldest.next();
            oldest.remove();
            if (dropped.startUs != null) {
                forgotten.merge(dropped.camera, dropped.startUs, Math::max);
            }
        }
    }

    /** The latest of a camera; one without a clock, and one that came late, is not. */
    private void advance(String camera, RecordingPosition position) {
        RecordingPosition latest = positions.get(camera);
        if (position.startUs() != null
                && (latest == null || position.startUs() > latest.startUs())) {
            positions.put(camera, position);
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line; (line = reader.readLine()) != null; ) {
                JsonNode json = json(line);
                // The last line may be torn: its segment is announced again.
                if (json != null) {
                    read(json);
                }
            }
        }
    }

    private void read(JsonNode json) {
        String camera = json.path("camera").asText();
        Long startUs = integer(json.path("start_us"));
        if (json.hasNonNull("floor_us")) {
            forgotten.put(camera, json.path("floor_us").asLong());
        }
        if (json.hasNonNull("recording")) {
            advance(
                    camera,
                    new RecordingPosition(
                            json.path("recording").asText(),
                            json.path("sequence").asLong(),
                            startUs,
                            integer(json.path("end_us"))));
        }
        if (json.hasNonNull("file")) {
            remember(json.path("file").asText(), new Entry(camera, startUs));
        }
    }

    private static JsonNode json(String line) {
        try {
            return line.length() > MAX_LINE ? null : MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Long integer(JsonNode node) {
        return node.isIntegralNumber() ? Long.valueOf(node.asLong()) : null;
    }

    /** Leaves out what is forgotten, and any torn line. */
    private void rewrite() throws IOException {
        if (channel != null) {
            channel.close();
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Map.Entry<String, Long> floor : forgotten.entrySet()) {
                ObjectNode json = MAPPER.createObjectNode();
                json.put("camera", floor.getKey());
                json.put("floor_us", floor.getValue());
                write(out, json);
            }
            for (Map.Entry<String, Entry> entry : announced.entrySet()) {
                ObjectNode json = MAPPER.createObjectNode();
                json.put("file", entry.getKey());
                json.put("camera", entry.getValue().camera);
                json.put("start_us", entry.getValue().startUs);
                write(out, json);
            }
            for (Map.Entry<String, RecordingPosition> position : positions.entrySet()) {
                write(out, line(null, position.getKey(), position.getValue()));
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        lines = announced.size();
    }

    private static ObjectNode line(String name, String camera, RecordingPosition position) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("file", name);
        json.put("camera", camera);
        json.put("recording", position.recording());
        json.put("sequence", position.sequence());
        json.put("start_us", position.startUs());
        json.put("end_us", position.endUs());
        return json;
    }

    private static void write(FileChannel out, ObjectNode json) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        (MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lockFile.close();
    }
}
