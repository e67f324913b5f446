package io.barnhand.gait.job.archive;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A unit of the work list.
 *
 * @param index in the list
 */
record UnitSplit(int index) implements SourceSplit {

    static final SimpleVersionedSerializer<UnitSplit> SERIALIZER =
            new SimpleVersionedSerializer<>() {
                @Override
                public int getVersion() {
                    return 1;
                }

                @Override
                public byte[] serialize(UnitSplit split) {
                    return ByteBuffer.allocate(Integer.BYTES).putInt(split.index).array();
                }

                @Override
                public UnitSplit deserialize(int version, byte[] bytes) {
                    return new UnitSplit(ByteBuffer.wrap(bytes).getInt());
                }
            };

    @Override
    public String splitId() {
        return Integer.toString(index);
    }
}
