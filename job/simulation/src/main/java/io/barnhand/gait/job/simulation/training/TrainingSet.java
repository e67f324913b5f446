package io.barnhand.gait.job.simulation.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/**
 * Writes a split as shards of raw pictures ({@code pose-00000.u8}, {@code frames-00000.u8}: BGR
 * bytes, one picture after another) and a line of JSON for each picture beside them. A shard is
 * complete or absent, so that a stopped run continues where it was.
 */
public final class TrainingSet {

    private static final int SHARD = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Split split;
    private final Path folder;
    private final ModelPool models = new ModelPool();

    public TrainingSet(Split split, Path out) {
        this.split = split;
        this.folder = out.resolve(split.folder);
    }

    /**
     * Renders on every core.
     *
     * @param poses crops of single horses
     * @param frames whole pictures for the detector
     * @param progress called with the number of shards that are done
     */
    public void write(int poses, int frames, IntConsumer progress)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(pool);
            int shards = 0;
            for (int i = 0; i * SHARD < Math.max(poses, frames); i++) {
                int shard = i;
                if (i * SHARD < frames) {
                    running.submit(
                            () ->
                                    shard(
                                            String.format(Locale.ROOT, "frames-%05d", shard),
                                            Math.min(SHARD, frames - shard * SHARD),
                                            () -> frame(shard)));
                    shards++;
                }
                if (i * SHARD < poses) {
                    running.submit(
                            () ->
                                    shard(
                                            String.format(Locale.ROOT, "pose-%05d", shard),
                                            Math.min(SHARD, poses - shard * SHARD),
                                            () -> pose(shard)));
                    shards++;
                }
            }
            for (int done = 1; done <= shards; done++) {
                running.take().get();
                progress.accept(100 * done / shards);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("A picture could not be rendered", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Pictures of one shard, one after another. */
    private interface PictureSource {
        Picture next();
    }

    private record Picture(byte[] bgr, Object line) {}

    private PictureSource pose(int shard) {
        SplittableRandom seeds = seeds(shard, 1);
        PosePicture picture = new PosePicture();
        return () -> {
            while (!picture.take(split, seeds.split(), models)) {
                // Too little of the horse is visible: draw another one.
            }
            return new Picture(picture.bgr(), picture.line());
        };
    }

    private PictureSource frame(int shard) {
        SplittableRandom seeds = seeds(shard, 2);
        DetectorPicture picture = new DetectorPicture();
        return () -> {
            picture.take(split, seeds.split(), models);
            return new Picture(picture.bgr(), picture.line());
        };
    }

    private SplittableRandom seeds(int shard, int kind) {
        return new SplittableRandom(1_000_003L * split.ordinal() + 1009L * shard + kind);
    }

    private Void shard(String name, int count, Callable<PictureSource> pictures) throws Exception {
        Path bytes = folder.resolve(name + ".u8");
        Path lines = folder.resolve(name + ".jsonl");
        if (Files.exists(bytes) && Files.exists(lines)) {
            return null;
        }
        Path bytesPart = folder.resolve("." + name + ".u8.part");
        Path linesPart = folder.resolve("." + name + ".jsonl.part");
        PictureSource source = pictures.call();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bytesPart));
                Writer text = Files.newBufferedWriter(linesPart)) {
            for (int i = 0; i < count; i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(name + " was not finished");
                }
                Picture picture = source.next();
                out.write(picture.bgr());
                text.write(JSON.writeValueAsString(picture.line()));
                text.write('\n');
            }
        }
        Files.move(linesPart, lines, StandardCopyOption.REPLACE_EXISTING);
        Files.move(bytesPart, bytes, StandardCopyOption.ATOMIC_MOVE);
        return null;
    }
}
