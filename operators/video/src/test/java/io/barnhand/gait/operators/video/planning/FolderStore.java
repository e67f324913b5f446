package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder as the bucket {@code s3://barn}, which counts what is read and can fail. */
final class FolderStore implements RemoteFiles {

    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    long read;
    int opened;
    boolean listingFails;
    boolean readingFails;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    private Path file(URI address) {
        return folder.resolve(address.getPath().substring(1));
    }

    private Path regular(URI address) throws IOException {
        if (!Files.isRegularFile(file(address))) {
            throw new FileNotFoundException(address.toString());
        }
        return file(address);
    }

    @Override
    public long size(URI file) throws IOException {
        return Files.size(regular(file));
    }

    @Override
    public InputStream open(URI file) throws IOException {
        return Files.newInputStream(regular(file));
    }

    @Override
    public List<RemoteEntry> list(URI folder) throws IOException {
        if (listingFails) {
            throw new IOException("the store does not answer");
        }
        if (!Files.isDirectory(file(folder))) {
            throw new FileNotFoundException(folder.toString());
        }
        List<RemoteEntry> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(file(folder))) {
            for (Path path : all.toList()) {
                String below = "/" + this.folder.relativize(path);
                boolean isFolder = Files.isDirectory(path);
                entries.add(
                        new RemoteEntry(
                                URI.create("s3://barn" + Path.of(below).toUri().getRawPath()),
                                isFolder,
                                isFolder ? 0 : Files.size(path)));
            }
        }
        return entries;
    }

    @Override
    public SeekableByteChannel openSeekable(URI file) throws IOException {
        SeekableByteChannel content = Files.newByteChannel(regular(file));
        opened++;
        return new Counted(content);
    }

    private final class Counted implements SeekableByteChannel {

        private final SeekableByteChannel content;

        Counted(SeekableByteChannel content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            if (readingFails) {
                throw new IOException("the store does not answer");
            }
            int bytes = content.read(to);
            read += Math.max(0, bytes);
            return bytes;
        }

        @Override
        public long position() throws IOException {
            return content.position();
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            content.position(to);
            return this;
        }

        @Override
        public long size() throws IOException {
            return content.size();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return content.isOpen();
        }

        @Override
        public void close() throws IOException {
            opened--;
            content.close();
        }
    }
}
