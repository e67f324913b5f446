package io.barnhand.gait.job.analysis.validation.observe;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Computes the cells that a store does not hold yet, on all cores, and says how far it is. */
public final class CellRunner {

    private final CellStore store;
    private final PrintWriter progress;
    private final AtomicInteger finished = new AtomicInteger();

    /**
     * @param progress gets a line per cell
     */
    public CellRunner(CellStore store, PrintWriter progress) {
        this.store = store;
        this.progress = progress;
    }

    /**
     * @return how many cells had to be computed
     */
    public int run(List<Cell> cells) throws IOException, InterruptedException {
        List<Cell> missing = cells.stream().filter(cell -> !store.has(cell)).toList();
        finished.set(cells.size() - missing.size());
        if (finished.get() > 0) {
            progress.printf(
                    Locale.ROOT,
                    "%d of %d cells are there already%n",
                    finished.get(),
                    cells.size());
        }
        ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Cell cell : missing) {
                running.add(
                        pool.submit(
                                () -> {
                                    compute(cell, cells.size());
                                    return null;
                                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("A cell could not be computed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return missing.size();
    }

    private void compute(Cell cell, int all) throws IOException {
        long start = System.nanoTime();
        store.write(cell, cell.observe().get());
        double seconds = 1e-9 * (System.nanoTime() - start);
        synchronized (progress) {
            progress.printf(
                    Locale.ROOT,
                    "%d of %d  %s  %.1f s%n",
                    finished.incrementAndGet(),
                    all,
                    cell.name(),
                    seconds);
            progress.flush();
        }
    }
}
