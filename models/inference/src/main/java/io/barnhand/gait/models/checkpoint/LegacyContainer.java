package io.barnhand.gait.models.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The format before PyTorch 1.6, which OpenMMLab still publishes in: five pickles in a row (magic
 * number, protocol, system, object, storage keys), then for each key an int64 element count and the
 * elements.
 */
final class LegacyContainer implements Container {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Long PROTOCOL = 1001L;

    private final FileChannel channel;
    private final Map<String, Long> starts = new HashMap<>();
    private final Object root;

    LegacyContainer(Path file) throws IOException {
        Map<String, Storage> storages;
        Object keys;
        long position;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            PickleInput input = new PickleInput(in, Math.min(Files.size(file), MAX_PICKLE_BYTES));
            Unpickler unpickler = new Unpickler(input);
            check(MAGIC.equals(unpickler.read()), "is a pickle, but not one of torch.save");
            Object protocol = unpickler.read();
            check(PROTOCOL.equals(protocol), "has a protocol other than " + PROTOCOL);
            boolean littleEndian =
                    unpickler.read() instanceof Map<?, ?> system
                            && Boolean.TRUE.equals(system.get("little_endian"));
            check(littleEndian, "is not little-endian", "save it on a little-endian machine");
            root = unpickler.read();
            storages = unpickler.storages();
            keys = unpickler.read();
            position = input.position();
        }
        channel = FileChannel.open(file);
        try {
            locate(storages, keys, position);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage, long from, int count) throws IOException {
        return readAt(starts.get(storage.key()) + from, count);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void locate(Map<String, Storage> storages, Object keys, long position)
            throws IOException {
        check(keys instanceof List<?>, "has no list of storages");
        for (Object key : (List<?>) keys) {
            Storage storage = key instanceof String ? storages.get(key) : null;
            check(storage != null, "lists a storage that no tensor uses");
            long count = readAt(position, Long.BYTES).getLong();
            check(
                    count == storage.count(),
                    String.format(
                            Locale.ROOT,
                            "has %d elements in storage %s, expected %d",
                            count,
                            key,
                            storage.count()),
                    MalformedCheckpointException.COPY_AGAIN);
            long start = position + Long.BYTES;
            check(
                    storage.bytes() <= channel.size() - start,
                    String.format(
                            Locale.ROOT,
                            "ends inside storage %s (%d of %d bytes)",
                            key,
                            channel.size() - start,
                            storage.bytes()),
                    MalformedCheckpointException.COPY_AGAIN);
            starts.put(storage.key(), start);
            position = start + storage.bytes();
        }
        check(
                starts.keySet().equals(storages.keySet()),
                String.format(
                        Locale.ROOT,
                        "lists %d storages where its tensors use %d",
                        starts.size(),
                        storages.size()));
    }

    private ByteBuffer readAt(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            check(
                    channel.read(bytes, position + bytes.position()) > 0,
                    String.format(Locale.ROOT, "ends at byte %d", position + bytes.position()),
                    MalformedCheckpointException.COPY_AGAIN);
        }
        return bytes.flip();
    }

    private static void check(boolean holds, String problem) throws IOException {
        if (!holds) {
            throw new MalformedCheckpointException("it " + problem);
        }
    }

    private static void check(boolean holds, String problem, String action) throws IOException {
        if (!holds) {
            throw new MalformedCheckpointException("it " + problem, action);
        }
    }
}
