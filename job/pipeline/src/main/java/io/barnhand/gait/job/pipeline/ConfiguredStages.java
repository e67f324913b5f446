package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.CameraOptions;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.DecodeOptions;
import io.barnhand.gait.job.configuration.DetectorOptions;
import io.barnhand.gait.job.configuration.GaitOptions;
import io.barnhand.gait.job.configuration.HorseOptions;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.KafkaSourceOptions;
import io.barnhand.gait.job.configuration.PoseOptions;
import io.barnhand.gait.job.configuration.RunOptions;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.pipeline.archive.KeypointJob;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.PlanWithoutCopies;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.pipeline.inference.DetectorSource;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.job.pipeline.inference.PoseSource;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.job.pipeline.source.KafkaSegments;
import io.barnhand.gait.job.pipeline.source.PlannedSegments;
import io.barnhand.gait.job.pipeline.source.PoseArchive;
import io.barnhand.gait.job.pipeline.source.SegmentSelection;
import io.barnhand.gait.job.pipeline.source.SegmentSource;
import io.barnhand.gait.job.pipeline.source.TrackSource;
import io.barnhand.gait.job.pipeline.source.VideoTracks;
import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.detection.VideoDecoderSource;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.HorseRoster;
import io.barnhand.gait.operators.video.isolation.DecoderLimits;
import io.barnhand.gait.operators.video.opening.AnnouncedVideos;
import io.barnhand.gait.operators.video.opening.ChosenVideos;
import io.barnhand.gait.operators.video.opening.SegmentRoots;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import io.barnhand.gait.operators.video.planning.PlanException;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SourceFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Builds the stages that a configuration describes. */
public final class ConfiguredStages {

    private final JobConfiguration configuration;
    private SegmentPlan footage;
    private SegmentPlan plan;
    private SegmentPlan withoutCopies;

    public ConfiguredStages(JobConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Whether pixels are read, which needs the networks. */
    public boolean readsVideo() {
        return configuration.source().kind() != SourceOptions.SourceKind.POSES;
    }

    /**
     * @throws ConfigurationException if there is nothing to read
     */
    public TrackSource source() {
        return switch (configuration.source().kind()) {
            case FILES -> videoTracks(new PlannedSegments(planWithoutCopies()), chosen());
            case KAFKA -> announced();
            case POSES ->
                    new PoseArchive(
                            roster(),
                            keypointFiles().toArray(org.apache.flink.core.fs.Path[]::new));
        };
    }

    /** The topic of announced segments, if there is one. */
    public Optional<KafkaSourceOptions> announcements() {
        return configuration.source().kind() == SourceOptions.SourceKind.KAFKA
                ? Optional.of(configuration.source().kafka())
                : Optional.empty();
    }

    /**
     * Checks that the topic of announced segments, if there is one, can be read.
     *
     * @throws ConfigurationException if not
     */
    public void requireTopic() {
        announcements()
                .ifPresent(
                        options ->
                                KafkaTopics.requireReadable(
                                        KafkaConnection.of(configuration.kafka()),
                                        options.topic(),
                                        options.group()));
    }

    /**
     * The segments to decode, at least one; planned once.
     *
     * @throws ConfigurationException if there is nothing
     */
    public SegmentPlan plan() {
        if (plan == null) {
            plan = planned();
        }
        return plan;
    }

    /**
     * The segments of {@link #plan} that a run decodes: no recording that is a copy of another.
     *
     * @throws ConfigurationException if there is nothing
     */
    SegmentPlan planWithoutCopies() {
        if (withoutCopies == null) {
            withoutCopies = PlanWithoutCopies.of(plan());
        }
        return withoutCopies;
    }

    /** All footage of {@code source.path}, also what is not selected; planned once. */
    private SegmentPlan footage() {
        if (footage == null) {
            footage =
                    checked(
                            "source",
                            () ->
                                    ConfiguredPlanner.of(configuration)
                                            .plan(configuration.source().path()));
        }
        return footage;
    }

    /** Warnings about settings of cameras that the footage does not show, a line each. */
    public List<String> unseenCameras() {
        return configuration.source().kind() == SourceOptions.SourceKind.FILES
                ? new UnseenCameras(configuration, footage().segments()).warnings()
                : List.of();
    }

    private SegmentPlan planned() {
        SegmentPlan all = footage();
        SegmentPlan selected = new SegmentSelection(configuration.source().selection()).of(all);
        if (selected.segments().isEmpty() && !all.segments().isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "source.from, source.to and source.cameras select none of %d files",
                            all.segments().size()),
                    "run barnhand plan without them to list the files");
        }
        if (selected.segments().isEmpty()) {
            throw new ConfigurationException(
                    selected.deadLetters().stream()
                            .map(letter -> "source.path: " + letter.message())
                            .toList());
        }
        return selected;
    }

    /** Ids of the networks that a run needs, name and digest; of a missing one its name. */
    public List<String> modelIds() {
        return readsVideo()
                ? List.of(id(configuration.detector().model()), id(configuration.pose().model()))
                : List.of();
    }

    private static String id(String model) {
        try {
            return FileDigest.modelId(
                    ModelCatalogue.embedded().resolve(model, ModelDirectory.folders()).path());
        } catch (ModelException e) {
            return model;
        }
    }

    /** The configured detector. */
    public DetectorSource detector() {
        return new DetectorSource(configuration.detector().model());
    }

    /** The configured pose model. */
    public PoseSource poseModel() {
        PoseOptions pose = configuration.pose();
        return new PoseSource(
                pose.model(),
                pose.flipTest(),
                pose.batch(),
                pose.device(),
                pose.onMissingModel() == PoseOptions.OnMissingModel.DETECTION_ONLY);
    }

    /** The settings of the gait stage. */
    public GaitSettings gaitSettings() {
        GaitOptions gait = configuration.gait();
        Map<String, GaitSettings.CameraTraits> cameras = new HashMap<>();
        for (Map.Entry<String, CameraOptions> camera : configuration.cameras().entrySet()) {
            cameras.put(
                    camera.getKey(),
                    new GaitSettings.CameraTraits(
                            camera.getValue().mirrored(), camera.getValue().metresPerBodyLength()));
        }
        Set<String> gaited =
                configuration.horses().stream()
                        .filter(HorseOptions::gaited)
                        .map(HorseOptions::horse)
                        .collect(Collectors.toSet());
        return checked(
                "gait",
                () ->
                        new GaitSettings(
                                keypoints(
                                        KeypointTraits.DEFAULT_MIN_SCORE,
                                        KeypointTraits.UNVERIFIED),
                                knownModels(),
                                gait.passGap(),
                                gait.passMax(),
                                gait.sliding(),
                                gait.hop(),
                                cameras,
                                gaited,
                                gait.dutyCalibration()));
    }

    /** By file stem, the part of a model's id before its digest: archives name models by it. */
    private Map<String, KeypointTraits> knownModels() {
        Map<String, KeypointTraits> known = new HashMap<>();
        for (CatalogueEntry entry : ModelCatalogue.embedded().entries()) {
            String stem = FileDigest.stem(entry.file());
            entry.keypointSemantics()
                    .map(semantics -> semantics.name().toLowerCase(Locale.ROOT))
                    .ifPresent(
                            semantics ->
                                    known.put(stem, keypoints(entry.scoreThreshold(), semantics)));
        }
        return known;
    }

    private KeypointTraits keypoints(double minScore, String semantics) {
        Double configured = configuration.pose().minScore();
        return new KeypointTraits(configured == null ? minScore : configured, semantics);
    }

    private VideoTracks announced() {
        if (configuration.run().mode() == RunOptions.Mode.BATCH) {
            throw new ConfigurationException(
                    "run.mode is batch, but segments from Kafka never end",
                    "set run.mode to streaming or auto");
        }
        KafkaSourceOptions kafka = configuration.source().kafka();
        SegmentRoots roots = checked("source.kafka.roots", () -> new SegmentRoots(kafka.roots()));
        return videoTracks(
                new KafkaSegments(KafkaConnection.of(configuration.kafka()), kafka),
                new AnnouncedVideos(roots, new FlinkFiles(), kafka.fetchBytes()));
    }

    private static VideoFiles chosen() {
        return new ChosenVideos(new FlinkFiles());
    }

    private VideoTracks videoTracks(SegmentSource segments, VideoFiles videos) {
        return new VideoTracks(segments, detection(videos), new RtmPoseFunction(poseModel()));
    }

    private HorseDetectionFunction detection(VideoFiles videos) {
        return new HorseDetectionFunction(detectionSettings(), detector(), videos, decoders());
    }

    /**
     * The first phase of an archive.
     *
     * @param work the units that are not done
     */
    public KeypointJob keypointJob(WorkList work, Ledger ledger) {
        return new KeypointJob(work, ledger, detection(chosen()), new RtmPoseFunction(poseModel()));
    }

    private VideoDecoderSource decoders() {
        DecodeOptions decode = configuration.decode();
        DecoderLimits bounds = new DecoderLimits(decode.timeout(), decode.memory());
        return switch (decode.isolation()) {
            case NONE -> VideoDecoderSource.guarded(bounds);
            case PROCESS -> VideoDecoderSource.process(bounds);
        };
    }

    /**
     * The keypoints that a run reads: files, or the folder of a store.
     *
     * @throws ConfigurationException if there are none
     */
    List<org.apache.flink.core.fs.Path> keypointFiles() {
        String path = configuration.source().path();
        if (path.contains("://")) {
            return List.of(new org.apache.flink.core.fs.Path(path));
        }
        SourceFiles found = checked("source", () -> SourceFiles.find(path));
        List<Path> files = found.files().stream().filter(file -> !isLedger(found, file)).toList();
        if (files.isEmpty()) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "source.path is %s, where there is no file", path),
                    "give a file, folder or glob of keypoint lines");
        }
        return files.stream().map(file -> new org.apache.flink.core.fs.Path(file.toUri())).toList();
    }

    /**
     * Whether a file or a folder above it has an underscore first, as files beside those of a table
     * have.
     */
    private static boolean isLedger(SourceFiles found, Path file) {
        if (file.equals(found.base())) {
            return false;
        }
        for (Path part : found.base().relativize(file)) {
            if (part.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    /** How horses are found and followed. */
    public DetectionSettings detectionSettings() {
        DetectorOptions detector = configuration.detector();
        SourceOptions source = configuration.source();
        return checked(
                "detector and tracking",
                () ->
                        new DetectionSettings(
                                (float) detector.score(),
                                (float) detector.floor(),
                                detector.every(),
                                detector.margin(),
                                Set.copyOf(detector.accept()),
                                configuration.tracking().buffer(),
                                configuration.tracking().maxHorses(),
                                configuration.pose().batch(),
                                ConfiguredLimits.of(source),
                                source.fps(),
                                roster(),
                                announcements().map(KafkaSourceOptions::silence).orElse(null),
                                DetectionSettings.HELD_BYTES,
                                DetectionSettings.HELD_BYTES_PER_TASK));
    }

    private HorseRoster roster() {
        return checked(
                "horses",
                () ->
                        new HorseRoster(
                                configuration.horses().stream()
                                        .map(ConfiguredStages::pin)
                                        .toList()));
    }

    /** Reports a value that a stage refuses under its key. */
    private static <T> T checked(String key, Supplier<T> stage) {
        try {
            return stage.get();
        } catch (PlanException | ModelException | IllegalArgumentException e) {
            throw ConfigurationException.at(key, e);
        }
    }

    private static HorseRoster.Pin pin(HorseOptions horse) {
        return new HorseRoster.Pin(
                horse.camera(),
                horse.from() == null ? Long.MIN_VALUE : horse.from().toEpochMilli() * 1000,
                horse.to() == null ? Long.MAX_VALUE : horse.to().toEpochMilli() * 1000,
                horse.horse());
    }
}
