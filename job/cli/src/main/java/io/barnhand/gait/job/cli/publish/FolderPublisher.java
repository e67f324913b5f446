package io.barnhand.gait.job.cli.publish;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.pipeline.ConfiguredLimits;
import io.barnhand.gait.job.pipeline.ConfiguredPlanner;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.container.FileNameText;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import io.barnhand.gait.operators.video.planning.Sidecar;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Announces finished files of a folder, those of each camera in the order of their starts. An
 * unusable file is reported once and left out; it is read again when it changes. A file that is not
 * finished holds up only the later ones of its camera.
 */
public final class FolderPublisher implements AutoCloseable {

    private static final int MAX_REFUSED = 10_000;

    /** Longest time between two scans: a file may rest, or the file system may send no event. */
    private static final Duration SCAN_AGAIN = Duration.ofSeconds(5);

    private final WatchedFolder folder;
    private final SegmentPlanner planner;
    private final VideoLimits limits;
    private final Journal journal;
    private final SegmentTopic topic;
    private final Duration rest;
    private final Duration gap;
    private final Consumer<String> announcements;
    private final Consumer<String> warnings;

    /** By name, the state of a file when it was refused. */
    private final LinkedHashMap<String, FileState> refused =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, FileState> eldest) {
                    return size() > MAX_REFUSED;
                }
            };

    /** A file that was not announced yet. */
    private record Candidate(Path file, String name, VideoSegment planned) {}

    private FolderPublisher(
            WatchedFolder folder,
            SegmentPlanner planner,
            VideoLimits limits,
            Journal journal,
            SegmentTopic topic,
            Duration rest,
            Duration gap,
            Consumer<String> announcements,
            Consumer<String> warnings) {
        this.folder = folder;
        this.planner = planner;
        this.limits = limits;
        this.journal = journal;
        this.topic = topic;
        this.rest = rest;
        this.gap = gap;
        this.announcements = announcements;
        this.warnings = warnings;
    }

    /**
     * @param configuration names the brokers, and camera and start of a file
     * @param folder with those in it, absolute
     * @param rest how long a file rests that is finished
     * @param gap largest distance between two segments that continue each other
     * @param announcements gets a line a segment
     * @param warnings gets what is wrong with files and brokers
     * @throws ConfigurationException if the brokers do not answer, the topic is missing or another
     *     process watches the folder
     */
    public static FolderPublisher open(
            JobConfiguration configuration,
            Path folder,
            String topic,
            Duration rest,
            Duration gap,
            Consumer<String> announcements,
            Consumer<String> warnings)
            throws IOException {
        SegmentPlanner planner = ConfiguredPlanner.of(configuration);
        KafkaConnection connection = KafkaConnection.of(configuration.kafka());
        KafkaTopics.requireAnnounceable(connection, topic);
        Journal journal = Journal.open(folder.resolve(".published-" + topic + ".jsonl"));
        return new FolderPublisher(
                new WatchedFolder(folder),
                planner,
                ConfiguredLimits.of(configuration.source()),
                journal,
                new SegmentTopic(connection, topic),
                rest,
                gap,
                announcements,
                warnings);
    }

    /** Announces what is there, until a scan finds nothing more. */
    public void once() throws IOException, InterruptedException {
        while (scan() > 0) {
            // There may be more files than one scan takes.
        }
    }

    /** Announces what is there and what comes, until the thread is interrupted. */
    public void watch() throws InterruptedException {
        String outage = null;
        while (true) {
            int announced = 0;
            try {
                announced = scan();
                outage = null;
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).equals(outage)) {
                    outage = String.valueOf(e.getMessage());
                    warnings.accept("Not announced, is tried again: " + outage);
                }
            }
            if (announced == 0) {
                folder.await(SCAN_AGAIN);
            }
        }
    }

    /**
     * @return how many were announced
     */
    private int scan() throws IOException, InterruptedException {
        Map<String, List<Candidate>> cameras = new TreeMap<>();
        for (Path file : folder.videos(this::settled)) {
            Candidate candidate = candidate(file);
            if (candidate != null) {
                cameras.computeIfAbsent(candidate.planned.camera(), c -> new ArrayList<>())
                        .add(candidate);
            }
        }
        int announced = 0;
        for (List<Candidate> files : cameras.values()) {
            files.sort(
                    Comparator.comparingLong((Candidate c) -> c.planned.startUs())
                            .thenComparing(Candidate::name));
            for (int i = 0; i < files.size(); i++) {
                boolean followed =
                        i + 1 < files.size()
                                && files.get(i + 1).planned.startUs()
                                        > files.get(i).planned.startUs();
                try {
                    FileState state = FileState.of(files.get(i).file);
                    if (!state.finished(followed, rest, Instant.now())) {
                        break;
                    }
                    announced += announce(files.get(i), state) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    warnings.accept(
                            files.get(i).name
                                    + " vanished before it was announced; it is left out");
                }
            }
        }
        return announced;
    }

    /** Announced, or refused and not changed since: such files must not crowd out new ones. */
    private boolean settled(Path file) {
        String name = folder.name(file);
        if (journal.knows(name)) {
            return true;
        }
        try {
            return refused.containsKey(name) && FileState.of(file).equals(refused.get(name))
                    || journal.forgets() && forgotten(file);
        } catch (IOException e) {
            return false; // It vanished: whoever takes it in hand will see.
        }
    }

    private boolean forgotten(Path file) {
        try {
            return planner.plan(file.toString()).segments().stream()
                    .anyMatch(
                            s ->
                                    journal.forgotten(
                                            s.camera(), s.clock().isDated() ? s.startUs() : null));
        } catch (PlanException e) {
            return false;
        }
    }

    private Candidate candidate(Path file) {
        String name = folder.name(file);
        try {
            Optional<FileNameText> unreadable = FileNameText.fault(file);
            if (unreadable.isPresent()) {
                refuse(
                        name,
                        FileState.of(file),
                        BarnhandException.message(
                                unreadable.get().problem(), unreadable.get().action()));
                return null;
            }
            SegmentPlan plan = planner.plan(file.toString());
            if (!plan.segments().isEmpty()) {
                return new Candidate(file, name, plan.segments().get(0));
            }
            refused.put(name, FileState.of(file));
            plan.deadLetters().forEach(letter -> warnings.accept(letter.message()));
            return null;
        } catch (PlanException | IOException e) {
            return null; // It vanished since the folder was listed.
        }
    }

    private boolean announce(Candidate candidate, FileState state)
            throws IOException, InterruptedException {
        VideoSegment planned = candidate.planned;
        Long durationUs;
        try (VideoReader reader = VideoReader.open(planned, limits, time -> false)) {
            durationUs = reader.durationUs();
        } catch (VideoException e) {
            refuse(candidate.name, state, e.getMessage());
            return false;
        }
        String digest = FileDigest.sha256(candidate.file);
        if (!FileState.of(candidate.file).equals(state)) {
            return false; // Written to meanwhile: the next scan decides.
        }
        RecordingPosition position;
        try {
            DiskFile file = new DiskFile(candidate.file, candidate.file);
            Sidecar sidecar = Sidecar.read(file, SidecarJson::read);
            position =
                    position(
                            planned.camera(),
                            FileDescription.of(planner, file, planned, durationUs, sidecar));
            topic.announce(
                    new VideoSegment(
                            planned.camera(),
                            position.recording(),
                            position.sequence(),
                            VideoSegment.unitOf(planned.camera(), position.recording()),
                            planned.uri(),
                            position.startUs() == null ? 0 : position.startUs(),
                            planned.clock(),
                            Boolean.TRUE.equals(sidecar.last()),
                            durationUs,
                            state.bytes(),
                            digest));
        } catch (PlanException | IllegalArgumentException e) {
            refuse(candidate.name, state, e.getMessage());
            return false;
        }
        journal.add(candidate.name, planned.camera(), position);
        announcements.accept(
                String.format(
                        Locale.ROOT,
                        "%s  %s  %d  %s",
                        planned.camera(),
                        position.recording(),
                        position.sequence(),
                        candidate.name));
        return true;
    }

    private RecordingPosition position(String camera, FileDescription file) {
        RecordingPosition before = journal.latest(camera);
        boolean late =
                file.recording() == null
                        && file.startUs() != null
                        && before != null
                        && file.startUs() + 999_999 < before.startUs();
        return late ? RecordingPosition.late(file) : RecordingPosition.of(file, before, gap);
    }

    private void refuse(String name, FileState state, String why) {
        refused.put(name, state);
        warnings.accept(String.format(Locale.ROOT, "%s is left out: %s", name, why));
    }

    @Override
    public void close() throws IOException {
        topic.close();
        journal.close();
        folder.close();
    }
}
