package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.pipeline.source.TrackSource;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.TrackEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** When events and records passed in a job of this process, ms since the epoch. */
public final class Observed {

    private static final Map<String, Observed> ALL = new ConcurrentHashMap<>();

    /**
     * The end of a track, on its way from the pose stage to the gait stage.
     *
     * @param timeUs event time at which the track ended
     * @param atMs when it came by
     */
    private record ObservedEnd(String track, String camera, long timeUs, long atMs) {}

    /**
     * A record at the gait sink.
     *
     * @param endMs end of the pass, event time
     * @param atMs when it came
     */
    public record ObservedPass(String track, String camera, long endMs, long atMs) {}

    private final String id = UUID.randomUUID().toString();
    private final List<ObservedEnd> ends = new ArrayList<>();
    private final List<ObservedPass> passes = new ArrayList<>();
    private final List<Long> decoded = new ArrayList<>();

    public Observed() {
        ALL.put(id, this);
    }

    /** A source whose ends of tracks are seen in the vertex that makes them. */
    public TrackSource watching(TrackSource source) {
        String into = id;
        return new TrackSource() {
            @Override
            public boolean bounded() {
                return source.bounded();
            }

            @Override
            public Tracks open(StreamExecutionEnvironment env) {
                Tracks tracks = source.open(env);
                return new Tracks(
                        tracks.events()
                                .map(event -> ALL.get(into).see(event))
                                .returns(TypeInformation.of(TrackEvent.class))
                                .uid("observed-ends"),
                        tracks.coverage(),
                        tracks.deadLetters());
            }
        };
    }

    /** The given sinks, with one beside that sees gait records and decoded segments. */
    public GaitSinks beside(GaitSinks sinks) {
        List<PlacedSink<GaitRecord>> gait = new ArrayList<>(sinks.gait());
        gait.add(new PlacedSink<>("observed", new ObservingSink<>(id, Observed::see)));
        List<PlacedSink<CoverageSpan>> coverage = new ArrayList<>(sinks.coverage());
        coverage.add(new PlacedSink<>("observed", new ObservingSink<>(id, Observed::see)));
        return new GaitSinks(sinks.poses(), gait, sinks.strides(), coverage, sinks.deadLetters());
    }

    private synchronized TrackEvent see(TrackEvent event) {
        if (event.ended() != null) {
            ends.add(
                    new ObservedEnd(
                            event.ended().track(),
                            event.ended().camera(),
                            event.ended().timeUs(),
                            System.currentTimeMillis()));
        }
        return event;
    }

    private synchronized void see(GaitRecord record) {
        passes.add(
                new ObservedPass(
                        record.track().trackId(),
                        record.track().cameraId(),
                        record.window().endMs(),
                        System.currentTimeMillis()));
    }

    private synchronized void see(CoverageSpan span) {
        if (span.kind().equals(CoverageSpan.DECODED)) {
            decoded.add(System.currentTimeMillis());
        }
    }

    public synchronized List<ObservedPass> passes() {
        return List.copyOf(passes);
    }

    /** When each segment was done, in order. */
    public synchronized List<Long> decoded() {
        return decoded.stream().sorted().toList();
    }

    /**
     * The stages from the end of a pass to its row, and their sum, ms.
     *
     * @param pass the pass as it was written
     * @param committedMs when its row was committed
     * @param segmentUs length of a segment
     * @param startUs event time at which the camera's first segment begins
     */
    public synchronized long[] stages(
            ObservedPass pass, long committedMs, long segmentUs, long startUs) {
        ObservedEnd end =
                ends.stream()
                        .filter(e -> e.track().equals(pass.track()))
                        .filter(e -> e.camera().equals(pass.camera()))
                        .findFirst()
                        .orElseThrow();
        long goneMs = end.timeUs() / 1000;
        long segments = Math.floorDiv(end.timeUs() - startUs, segmentUs) + 1;
        long filmedMs = (startUs + segments * segmentUs) / 1000;
        return new long[] {
            goneMs - pass.endMs(),
            filmedMs - goneMs,
            end.atMs() - filmedMs,
            pass.atMs() - end.atMs(),
            committedMs - pass.atMs(),
            committedMs - pass.endMs()
        };
    }

    private interface RecordObserver<T> extends java.io.Serializable {
        void note(Observed observed, T value);
    }

    private record ObservingSink<T>(String id, RecordObserver<T> observer) implements Sink<T> {

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context context) {
                    observer.note(ALL.get(id), value);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
