package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.formats.results.LineWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Part files of JSON lines in one folder. A file under its final name is complete: Flink writes it
 * hidden and renames it at a checkpoint or at the end of a bounded job.
 */
public final class JsonLinesSink {

    private JsonLinesSink() {}

    /**
     * @param folder URI or path of the run's folder; a relative one begins where the job is
     *     started, not where its tasks run
     * @param writer form of a line
     */
    public static <T> Sink<T> into(String folder, LineWriter<T> writer) {
        return FileSink.forRowFormat(rooted(folder), new LineEncoder<>(writer))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("part", ".jsonl"))
                .build();
    }

    private static Path rooted(String folder) {
        Path path = new Path(folder);
        return path.toUri().isAbsolute()
                ? path
                : new Path(java.nio.file.Path.of(folder).toAbsolutePath().toUri());
    }

    private record LineEncoder<T>(LineWriter<T> writer) implements Encoder<T> {

        @Override
        public void encode(T value, OutputStream out) throws IOException {
            out.write((writer.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
