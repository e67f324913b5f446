package io.barnhand.gait.job.formats.parquet;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Pages compressed with Zstandard, by a library of Java alone: Parquet's own codecs need Hadoop's
 * configuration and native code, which one class loader of a process can load only once.
 */
final class ZstdPages implements CompressionCodecFactory {

    /** A page holds about 1 MB; more may come from a file that is broken or hostile. */
    private static final int MAX_PAGE_BYTES = 64 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        requireZstd(codec);
        return new PageCompressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        requireZstd(codec);
        return new PageDecompressor();
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static void requireZstd(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "its columns are compressed with %s, only ZSTD is read",
                            codec));
        }
    }

    private static final class PageCompressor implements BytesInputCompressor {

        private final ZstdCompressor zstd = new ZstdCompressor();

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            byte[] plain = page.toByteArray();
            byte[] compressed = new byte[zstd.maxCompressedLength(plain.length)];
            int length = zstd.compress(plain, 0, plain.length, compressed, 0, compressed.length);
            return BytesInput.from(compressed, 0, length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private static final class PageDecompressor implements BytesInputDecompressor {

        private final ZstdDecompressor zstd = new ZstdDecompressor();

        @Override
        public BytesInput decompress(BytesInput page, int length) throws IOException {
            byte[] plain = new byte[allowed(length)];
            byte[] compressed = page.toByteArray();
            try {
                int got = zstd.decompress(compressed, 0, compressed.length, plain, 0, plain.length);
                if (got != length) {
                    throw new IOException(
                            String.format(
                                    Locale.ROOT,
                                    "a page holds %d bytes instead of %d",
                                    got,
                                    length));
                }
            } catch (MalformedInputException e) {
                throw new IOException("a page is broken: " + e.getMessage(), e);
            }
            return BytesInput.from(plain);
        }

        @Override
        public void decompress(ByteBuffer page, int compressedLength, ByteBuffer out, int length)
                throws IOException {
            byte[] compressed = new byte[allowed(compressedLength)];
            page.get(compressed);
            out.put(decompress(BytesInput.from(compressed), length).toByteBuffer());
        }

        @Override
        public void release() {
            // Nothing is held.
        }

        private static int allowed(int length) throws IOException {
            if (length < 0 || length > MAX_PAGE_BYTES) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "a page of %d bytes is claimed, at most %d are read",
                                length,
                                MAX_PAGE_BYTES));
            }
            return length;
        }
    }
}
