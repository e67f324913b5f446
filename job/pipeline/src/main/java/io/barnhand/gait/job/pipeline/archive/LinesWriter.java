package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.formats.results.LineWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * A file of records as lines.
 *
 * @param out left open by {@link #finish()}
 */
record LinesWriter<T>(FSDataOutputStream out, LineWriter<T> form) implements BulkWriter<T> {

    @Override
    public void addElement(T record) throws IOException {
        out.write((form.write(record) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
