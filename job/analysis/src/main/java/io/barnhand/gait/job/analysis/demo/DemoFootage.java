package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.simulation.FootageGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** Renders the clips of the demonstration, one on each core, with sidecars and true poses. */
public final class DemoFootage {

    private final List<DemoClip> clips;
    private final FootageGenerator generator;
    private final Path out;

    public DemoFootage(List<DemoClip> clips, FootageGenerator generator, Path out) {
        this.clips = clips;
        this.generator = generator;
        this.out = out;
    }

    /**
     * @param progress gets the percentage that is done, from the threads that render
     * @return truth of each clip, in the order of the clips
     * @throws IOException if a clip cannot be rendered; the others are stopped
     */
    public Map<DemoClip, ClipTruth> render(IntConsumer progress)
            throws IOException, InterruptedException {
        AtomicIntegerArray permille = new AtomicIntegerArray(clips.size());
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(cores, clips.size()));
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < clips.size(); i++) {
                int own = i;
                running.submit(
                        () -> {
                            render(clips.get(own), share -> note(permille, own, share, progress));
                            return null;
                        });
            }
            for (int i = 0; i < clips.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("A clip could not be rendered", e.getCause());
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
        return truths();
    }

    private void render(DemoClip clip, DoubleConsumer progress)
            throws IOException, InterruptedException {
        generator.render(clip.request(), clip.video(out), clip.truth(out), progress);
        // Written beside every clip as a user would: the file itself does not say when it begins.
        Files.writeString(
                clip.sidecar(out),
                String.format(Locale.ROOT, "{\"start\": \"%s\"}%n", DemoClip.START));
    }

    private void note(AtomicIntegerArray permille, int clip, double share, IntConsumer progress) {
        permille.set(clip, (int) Math.round(1000 * Math.max(0, Math.min(1, share))));
        int sum = 0;
        for (int i = 0; i < permille.length(); i++) {
            sum += permille.get(i);
        }
        progress.accept(sum / (10 * permille.length()));
    }

    private Map<DemoClip, ClipTruth> truths() throws IOException {
        Map<DemoClip, ClipTruth> truths = new LinkedHashMap<>();
        for (DemoClip clip : clips) {
            ClipTruth truth = ClipTruthJson.read(clip.truth(out));
            truths.put(clip, truth);
            TruthPoses.write(
                    TruthPoses.of(truth, clip.camera(), clip.recording(), DemoClip.startUs()),
                    clip.truthPoses(out));
        }
        return truths;
    }
}
