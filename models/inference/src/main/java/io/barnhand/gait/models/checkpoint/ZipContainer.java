package io.barnhand.gait.models.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The format since PyTorch 1.6: a zip of stored entries, {@code ROOT/data.pkl} and one {@code
 * ROOT/data/KEY} per storage.
 */
final class ZipContainer implements Container {

    private static final String PICKLE = "/data.pkl";
    private static final int MAX_ENTRIES = 100_000;

    private final ZipFile zip;
    private final String folder;
    private final Object root;

    ZipContainer(Path file) throws IOException {
        zip = open(file);
        try {
            ZipEntry pickle = findPickle();
            folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
            checkByteOrder();
            long length = Math.min(pickle.getSize(), MAX_PICKLE_BYTES);
            try (InputStream in = zip.getInputStream(pickle)) {
                Unpickler unpickler = new Unpickler(new PickleInput(in, length));
                root = unpickler.read();
                for (Storage storage : unpickler.storages().values()) {
                    entryOf(storage);
                }
            }
        } catch (IllegalArgumentException e) {
            zip.close();
            throw misnamed(e);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage, long from, int count) throws IOException {
        try (InputStream in = zip.getInputStream(entryOf(storage))) {
            in.skipNBytes(from);
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new MalformedCheckpointException(
                        String.format(Locale.ROOT, "storage %s ends early", storage.key()),
                        MalformedCheckpointException.COPY_AGAIN);
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (IllegalArgumentException e) {
            throw misnamed(e);
        } catch (ZipException e) {
            if (e.getMessage() != null && e.getMessage().contains("bad entry name")) {
                throw misnamed(e);
            }
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "its zip directory is missing or damaged (%s)",
                            e.getMessage()),
                    MalformedCheckpointException.COPY_AGAIN);
        }
    }

    /** Which of both Java's zip throws, and when, depends on the order of the entries. */
    private static MalformedCheckpointException misnamed(Exception e) {
        return new MalformedCheckpointException(
                String.format(
                        Locale.ROOT,
                        "its zip has an entry whose name is not UTF-8 (%s)",
                        e.getMessage()),
                "save it again with torch.save");
    }

    private ZipEntry findPickle() throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "its zip has %d entries, the limit is %d",
                            zip.size(),
                            MAX_ENTRIES));
        }
        List<? extends ZipEntry> found =
                zip.stream()
                        .filter(entry -> entry.getName().endsWith(PICKLE))
                        .filter(
                                entry ->
                                        entry.getName().indexOf('/')
                                                == entry.getName().length() - PICKLE.length())
                        .toList();
        if (found.size() != 1) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "its zip has %d entries NAME%s, a checkpoint has one",
                            found.size(),
                            PICKLE));
        }
        ZipEntry pickle = stored(found.get(0));
        String name = pickle.getName();
        String constants = name.substring(0, name.length() - PICKLE.length()) + "/constants.pkl";
        if (zip.getEntry(constants) != null) {
            throw new MalformedCheckpointException(
                    "it is a TorchScript archive, not a checkpoint",
                    "give the .pth that it was exported from");
        }
        return pickle;
    }

    private void checkByteOrder() throws IOException {
        ZipEntry entry = zip.getEntry(folder + "/byteorder");
        if (entry == null) {
            return;
        }
        try (InputStream in = zip.getInputStream(stored(entry))) {
            String order = new String(in.readNBytes(16), StandardCharsets.US_ASCII);
            if (!order.equals("little")) {
                throw new MalformedCheckpointException(
                        String.format(Locale.ROOT, "its byte order is %s", order),
                        "save it on a little-endian machine");
            }
        }
    }

    private ZipEntry entryOf(Storage storage) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "/data/" + storage.key());
        if (entry == null) {
            throw new MalformedCheckpointException(
                    String.format(Locale.ROOT, "storage %s is not in the zip", storage.key()),
                    MalformedCheckpointException.COPY_AGAIN);
        }
        if (stored(entry).getSize() < storage.bytes()) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "storage %s has %d bytes, expected %d",
                            storage.key(),
                            entry.getSize(),
                            storage.bytes()),
                    MalformedCheckpointException.COPY_AGAIN);
        }
        return entry;
    }

    /** PyTorch never compresses; a compressed entry could be a bomb. */
    private static ZipEntry stored(ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "its zip entry %s is compressed, which torch.save never does",
                            entry.getName()),
                    "save it again with torch.save");
        }
        return entry;
    }
}
