package io.barnhand.gait.job.pipeline.sink.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of last resort: records that a topic refuses, each as one line of JSON in a file
 * of its own, which has the members of a dead letter, and {@code run}, {@code topic}, {@code key}
 * and {@code record}. The file is named by its content, so that a record which comes again after a
 * failure is there once. A folder holds a bounded number of them.
 */
final class RefusedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Where a topic refuses more, it is the topic that must be changed. */
    static final int MAX_FILES = 10_000;

    static final long MAX_BYTES = 256L << 20;

    private static final String ALL = "_refused";

    private final Path folder;
    private int files;
    private long bytes;

    /**
     * @param folder of a run, which need not exist
     */
    RefusedRecords(Path folder) throws IOException {
        this.folder = folder;
        for (FileStatus file : found()) {
            files++;
            bytes += file.getLen();
        }
    }

    /** The folder of all runs, below that of a sink or of checkpoints. */
    static Path below(String folder, String run) {
        return new Path(new Path(folder, ALL), run);
    }

    /** Those of all runs on the disks of this machine. */
    static List<java.nio.file.Path> folders(List<String> places) {
        return places.stream()
                .map(place -> new Path(place, ALL).toUri())
                .filter(place -> place.getScheme() == null || place.getScheme().equals("file"))
                .map(place -> java.nio.file.Path.of(place.getPath()))
                .toList();
    }

    /**
     * Keeps a record; returns when it is in the store.
     *
     * @param sink name of the sink, for the names of files
     * @param letter camera, source and reason
     * @return false if it was there already
     * @throws IOException if it cannot be kept, or there are too many
     */
    boolean keep(String sink, String run, DeadLetter letter, ProducerRecord<byte[], byte[]> record)
            throws IOException {
        byte[] line = line(run, letter, record).getBytes(StandardCharsets.UTF_8);
        Path file = new Path(folder, name(sink, line));
        FileSystem system = folder.getFileSystem();
        if (length(system, file) == line.length) {
            return false;
        }
        if (files >= MAX_FILES || bytes + line.length > MAX_BYTES) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%d records of %d bytes were refused and lie in %s, which is full, and the topic %s refuses another (%s); change the topic, then move that folder away and start the job again",
                            files,
                            bytes,
                            folder,
                            record.topic(),
                            letter.message()));
        }
        try (OutputStream out = system.create(file, FileSystem.WriteMode.OVERWRITE)) {
            out.write(line);
        }
        files++;
        bytes += line.length;
        LOG.warn("{}, kept in {}", letter.message(), file);
        return true;
    }

    private FileStatus[] found() throws IOException {
        FileSystem system = folder.getFileSystem();
        FileStatus[] found = system.exists(folder) ? system.listStatus(folder) : null;
        return found == null ? new FileStatus[0] : found;
    }

    private static long length(FileSystem system, Path file) throws IOException {
        try {
            return system.getFileStatus(file).getLen();
        } catch (FileNotFoundException e) {
            return -1;
        }
    }

    private static String line(String run, DeadLetter letter, ProducerRecord<byte[], byte[]> record)
            throws JsonProcessingException {
        String value = new String(record.value(), StandardCharsets.UTF_8);
        JsonNode read = read(value);
        ObjectNode line = (ObjectNode) MAPPER.readTree(DeadLetterLine.write(letter));
        if (read.path("recording").isTextual()) {
            line.set("recording", read.path("recording"));
        }
        line.put("run", run).put("topic", record.topic());
        line.put(
                "key",
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
        line.set("record", read);
        return MAPPER.writeValueAsString(line) + "\n";
    }

    private static JsonNode read(String value) {
        try {
            return MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }

    private static String name(String sink, byte[] line) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line);
            return String.format(
                    Locale.ROOT,
                    "%s-%s.jsonl",
                    sink.replace(':', '-'),
                    HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
