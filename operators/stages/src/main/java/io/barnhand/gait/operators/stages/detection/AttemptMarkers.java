package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that outlive the process: there is one for every segment that is being decoded, named by a
 * digest of the segment and how many processes will have died while it was decoded if this one
 * does. Files found when a subtask opens were left by a process that died, or belong to another
 * subtask, whose segments do not come here.
 *
 * <p>They lie in {@code barnhand-attempts} below Flink's {@code execution.checkpointing.dir}, or
 * where that is not set, in a folder of this user below the first of its {@code io.tmp.dirs}, where
 * only the next process of the user on the same machine finds them. They belong to the footage, not
 * to a job: a new job finds them, too.
 *
 * <p>A store that fails does not stop decoding: a warning is logged once, and the segments are not
 * guarded.
 */
public final class AttemptMarkers {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptMarkers.class);

    /** The folder that lasts where {@code io.tmp.dirs} ends with its process. */
    public static final ConfigOption<String> LASTING =
            ConfigOptions.key("barnhand.lasting-tmp-dir").stringType().noDefaultValue();

    /** The folder that lasts where each start of a run has checkpoints of its own. */
    public static final ConfigOption<String> OF_ALL_STARTS =
            ConfigOptions.key("barnhand.attempts-parent-dir").stringType().noDefaultValue();

    private static final String FOLDER = "barnhand-attempts";
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})-(\\d{1,9})");

    /** Far more than the segments that were decoded while a process died. */
    private static final int MAX_MARKERS = 10_000;

    private final Path folder;
    private final Map<String, Integer> deaths = new HashMap<>();
    private final boolean usable;
    private boolean failed;

    /** Reads the markers of a folder, which need not exist. */
    AttemptMarkers(Path folder) {
        this.folder = folder;
        usable = true;
        read();
    }

    /** Marks nothing, in a folder that is not to be used. */
    private AttemptMarkers(Path folder, IOException why) {
        this.folder = folder;
        usable = false;
        warn(why);
    }

    /** The markers that belong to the job of a subtask. */
    static AttemptMarkers of(RuntimeContext context) {
        if (!(context instanceof StreamingRuntimeContext streaming)) {
            return local(System.getProperty("java.io.tmpdir"));
        }
        Configuration machine = streaming.getTaskManagerRuntimeInfo().getConfiguration();
        return streaming
                .getJobConfiguration()
                .getOptional(OF_ALL_STARTS)
                .or(
                        () ->
                                streaming
                                        .getJobConfiguration()
                                        .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .or(() -> machine.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .map(folder -> new AttemptMarkers(new Path(folder, FOLDER)))
                .orElseGet(
                        () ->
                                local(
                                        machine.getOptional(LASTING)
                                                .orElseGet(() -> temporary(streaming))));
    }

    private static String temporary(StreamingRuntimeContext streaming) {
        String[] folders = streaming.getTaskManagerRuntimeInfo().getTmpDirectories();
        return folders.length > 0 ? folders[0] : System.getProperty("java.io.tmpdir");
    }

    /** The markers of this user on this machine. */
    static AttemptMarkers local(String shared) {
        java.nio.file.Path parent = java.nio.file.Path.of(shared);
        try {
            return new AttemptMarkers(new Path(UserFolder.of(parent, FOLDER).toUri()));
        } catch (IOException e) {
            return new AttemptMarkers(new Path(parent.resolve(FOLDER).toUri()), e);
        }
    }

    private void read() {
        try {
            FileSystem files = folder.getFileSystem();
            FileStatus[] found = files.exists(folder) ? files.listStatus(folder) : null;
            for (FileStatus file : found == null ? new FileStatus[0] : found) {
                Matcher name = NAME.matcher(file.getPath().getName());
                if (name.matches() && deaths.size() < MAX_MARKERS) {
                    deaths.merge(name.group(1), Integer.valueOf(name.group(2)), Math::max);
                }
            }
        } catch (IOException e) {
            warn(e);
        }
    }

    /** How many processes died while a segment was decoded. */
    synchronized int deaths(VideoSegment segment) {
        return deaths.getOrDefault(digest(segment), 0);
    }

    /** The marker of a segment with which so many processes died. */
    Path file(VideoSegment segment, int died) {
        return new Path(folder, digest(segment) + "-" + died);
    }

    /** A segment is being decoded. */
    synchronized void begin(VideoSegment segment) {
        replace(segment, deaths(segment), deaths(segment) + 1);
    }

    /** A segment was decoded, or given up, and the process lives; it is no longer suspected. */
    synchronized void clear(VideoSegment segment) {
        delete(file(segment, deaths(segment) + 1));
        deaths.remove(digest(segment));
    }

    /** The process lives, but the segment stays suspected. */
    synchronized void keep(VideoSegment segment) {
        replace(segment, deaths(segment) + 1, deaths(segment));
    }

    private void replace(VideoSegment segment, int before, int after) {
        if (!usable) {
            return;
        }
        try (OutputStream out =
                folder.getFileSystem()
                        .create(file(segment, after), FileSystem.WriteMode.OVERWRITE)) {
            out.write(segment.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            warn(e);
            return;
        }
        if (before > 0) {
            delete(file(segment, before));
        }
    }

    private void delete(Path file) {
        if (!usable) {
            return;
        }
        try {
            folder.getFileSystem().delete(file, false);
        } catch (IOException e) {
            warn(e);
        }
    }

    private void warn(IOException e) {
        if (!failed) {
            failed = true;
            LOG.warn(
                    "The segments being decoded cannot be marked in {} ({}), so that one that crashes FFmpeg will do so at every restart; make the folder this user's alone, readable and writable",
                    folder,
                    e.toString());
        }
    }

    private static String digest(VideoSegment segment) {
        String part = segment.span() == null ? "" : "\n" + segment.span().owned().fromUs();
        String key =
                String.format(
                        Locale.ROOT,
                        "%s\n%s\n%d\n%s%s",
                        segment.camera(),
                        segment.recording(),
                        segment.sequence(),
                        segment.uri(),
                        part);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java comes with SHA-256", e);
        }
    }
}
