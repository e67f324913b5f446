package io.barnhand.gait.job.testing;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.device.DevicePlacement;
import io.barnhand.gait.models.device.DeviceRequest;
import io.barnhand.gait.models.device.EngineGpus;
import io.barnhand.gait.models.device.GpuInventory;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.pose.PlacedPoseModel;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.opening.LocalVideo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * A trotting horse of the kinematic model, in segments of a second that need neither files nor
 * weights: every frame is painted in a shade that is its number, by which the detector knows the
 * box and the network the keypoints. So the records change only with the stages, not with the
 * input.
 */
public final class PaintedHorse {

    /** Segments of a recording. */
    public static final int SEGMENTS = 4;

    private static final int FPS = 15;
    private static final long START_US = 1_700_000_000_000_000L;
    private static final List<HorsePose> POSES =
            SyntheticTrack.of(
                    SyntheticGait.TROT,
                    SyntheticView.SIDE
                            .seed(3)
                            .image(1600, 400)
                            .pxPerBl(100)
                            .startUs(START_US)
                            .fps(FPS)
                            .seconds(SEGMENTS));

    private PaintedHorse() {}

    public static VideoSegment segment(String camera, int sequence) {
        return new VideoSegment(
                camera,
                "morning",
                sequence,
                camera + "/morning",
                String.format(Locale.ROOT, "file:///painted/%s/%d.mp4", camera, sequence),
                START_US + 1_000_000L * sequence,
                ClockStatus.KNOWN,
                sequence == SEGMENTS - 1,
                1_000_000L,
                -1,
                null);
    }

    /** As {@link io.barnhand.gait.operators.video.opening.VideoFiles}: there is no file. */
    public static LocalVideo obtain(VideoSegment segment, Object limits, Path scratch) {
        return new LocalVideo(Path.of("painted"));
    }

    /** As a {@link io.barnhand.gait.operators.stages.detection.VideoDecoderSource}. */
    public static VideoDecoder decoder(Object context) {
        return (file, segment, limits, wanted) -> frames(segment, wanted);
    }

    private static FrameSource frames(VideoSegment segment, LongPredicate wanted) {
        return new FrameSource() {
            private int next = FPS * (int) segment.sequence();
            private final int end = next + FPS;

            @Override
            public VideoFrame next() {
                while (next < end) {
                    int frame = next++;
                    long timeUs = POSES.get(frame).timeUs();
                    if (wanted.test(timeUs)) {
                        return new VideoFrame(timeUs, painted(frame));
                    }
                }
                return null;
            }

            @Override
            public void close() {}
        };
    }

    /** All frames of a recording. */
    public static List<BgrImage> frames() {
        return IntStream.range(0, POSES.size()).mapToObj(PaintedHorse::painted).toList();
    }

    private static BgrImage painted(int frame) {
        HorsePose pose = POSES.get(frame);
        byte[] pixels = new byte[3 * pose.imageWidth() * pose.imageHeight()];
        Arrays.fill(pixels, (byte) frame);
        return new BgrImage(pose.imageWidth(), pose.imageHeight(), pixels);
    }

    public static Lease<DetectionModel> detector() {
        return ModelCache.shared()
                .acquire(
                        new ModelKey<>(DetectionModel.class, Path.of("painted"), 0, 0, "", "cpu"),
                        BoxModel::new);
    }

    public static Optional<PlacedPoseModel> poseModel(Set<Integer> offeredGpus) {
        Lease<PoseModel> lease =
                ModelCache.shared()
                        .acquire(
                                new ModelKey<>(
                                        PoseModel.class, Path.of("painted"), 0, 0, "", "cpu"),
                                KeypointModel::new);
        GpuInventory none = new GpuInventory(offeredGpus, new EngineGpus(0, "painted"));
        return Optional.of(
                new PlacedPoseModel(
                        lease, DevicePlacement.shared().place(DeviceRequest.CPU, none)));
    }

    private static final class BoxModel implements DetectionModel {

        @Override
        public Detector newDetector() {
            return new Detector() {
                @Override
                public List<List<Detection>> detect(
                        BgrImage image, float floor, List<Set<Integer>> groups) {
                    int horse = ClassNames.coco().indicesOf(Set.of("horse")).iterator().next();
                    HorsePose pose = POSES.get(image.pixels()[0] & 0xff);
                    Detection found = new Detection(pose.box(), 0.9f, horse);
                    return groups.stream()
                            .map(group -> group.contains(horse) ? List.of(found) : none())
                            .toList();
                }

                private List<Detection> none() {
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public ClassNames classes() {
            return ClassNames.coco();
        }

        @Override
        public String id() {
            return "painted";
        }

        @Override
        public void close() {}
    }

    private static final class KeypointModel implements PoseModel {

        private static final int MIDDLE =
                3
                        * (CropTransform.CROP_SIZE * CropTransform.CROP_SIZE
                                + CropTransform.CROP_SIZE)
                        / 2;

        @Override
        public PoseEstimator newEstimator() {
            return new PoseEstimator() {
                @Override
                public List<Keypoints> estimate(List<PoseCrop> crops) {
                    return crops.stream()
                            .map(crop -> keypoints(POSES.get(crop.pixels()[MIDDLE] & 0xff)))
                            .toList();
                }

                @Override
                public void close() {}
            };
        }

        private static Keypoints keypoints(HorsePose pose) {
            double[] x = new double[HorsePose.KEYPOINTS];
            double[] y = new double[HorsePose.KEYPOINTS];
            float[] score = new float[HorsePose.KEYPOINTS];
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                x[k] = pose.x(k);
                y[k] = pose.y(k);
                score[k] = pose.score(k);
            }
            return new Keypoints(x, y, score);
        }

        @Override
        public String id() {
            return "painted";
        }

        @Override
        public void close() {}
    }
}
