package io.barnhand.gait.job.pipeline.archive;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A unit of the work list.
 *
 * @param index in the list
 * @param attempt number of this attempt, from 1
 */
record UnitSplit(int index, int attempt) implements SourceSplit {

    static final SimpleVersionedSerializer<UnitSplit> SERIALIZER =
            new SimpleVersionedSerializer<>() {
                @Override
                public int getVersion() {
                    return 1;
                }

                @Override
                public byte[] serialize(UnitSplit split) {
                    return ByteBuffer.allocate(2 * Integer.BYTES)
                            .putInt(split.index)
                            .putInt(split.attempt)
                            .array();
                }

                @Override
                public UnitSplit deserialize(int version, byte[] bytes) {
                    ByteBuffer split = ByteBuffer.wrap(bytes);
                    return new UnitSplit(split.getInt(), split.getInt());
                }
            };

    /** A unit before its first attempt. */
    static UnitSplit first(int index) {
        return new UnitSplit(index, 1);
    }

    UnitSplit again() {
        return new UnitSplit(index, attempt + 1);
    }

    @Override
    public String splitId() {
        return Integer.toString(index);
    }
}
