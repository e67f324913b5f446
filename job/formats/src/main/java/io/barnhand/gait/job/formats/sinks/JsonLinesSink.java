package io.barnhand.gait.job.formats.sinks;

import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.job.formats.results.LineWriter;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.operators.video.EventTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.RowWiseBucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Part files of JSON lines by UTC day of the record, {@code day=2026-11-29/part-….jsonl}; those of
 * an unknown clock are in {@code day=unknown}. When a file ends is in {@link LineFileRolling}.
 */
public final class JsonLinesSink {

    private JsonLinesSink() {}

    /**
     * @param folder URI or path of the run's folder; a relative one begins where the job is
     *     started, not where its tasks run
     * @param run named in lines
     */
    public static <T> Sink<T> into(String folder, ResultKind<T> result, String run) {
        LineWriter<T> lines = result.lines(run);
        return new FolderSink<>(
                folder,
                files -> new RowWiseBucketWriter<>(files, new LineEncoder<>(lines)),
                new Days<>(result.traits().timeUs()),
                new LineFileRolling<>(System::currentTimeMillis),
                new OutputFileConfig("part", ".jsonl"));
    }

    private record LineEncoder<T>(LineWriter<T> writer) implements Encoder<T> {

        @Override
        public void encode(T value, OutputStream out) throws IOException {
            out.write((writer.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Days<T>(SerializableFunction<T, Long> timeUs)
            implements BucketAssigner<T, String> {

        @Override
        public String getBucketId(T record, Context context) {
            Long us = timeUs.apply(record);
            boolean dated = us != null && EventTime.contains(us) && !EventTime.isUndated(us);
            return "day=" + (dated ? CameraDay.day(us).toString() : "unknown");
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
