package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Starts that claim one run in a store, whose requests happen in a given order, one at a time. A
 * listing is several requests: the names that sort first are looked for first.
 */
final class InterleavedStarts {

    /** Ends a start as a kill does: none of its later requests happens. */
    private static final class Killed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Actor {
        private final Semaphore go = new Semaphore(0);
        private int pausedSince = -1;
        private int listedSince;
        private boolean done;
        private int requests;
        private Object answer;
    }

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final ThreadLocal<Actor> here = new ThreadLocal<>();
    private final boolean wholeListings;
    private int killedAt = Integer.MAX_VALUE;
    private long nowNanos;
    private int changes;

    InterleavedStarts(boolean wholeListings) {
        this.wholeListings = wholeListings;
    }

    /** Kills the first start before one of its requests. */
    InterleavedStarts killing(int request) {
        killedAt = request;
        return this;
    }

    /**
     * Lets all starts claim.
     *
     * @param next of so many starts that could make their next request, the one which does; 0 is
     *     the one that made the last, if it can
     * @return what each was told, or why it left; null for one that was killed
     */
    List<Object> run(List<RunClaim> claims, String folder, IntUnaryOperator next)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (RunClaim claim : claims) {
            Actor actor = new Actor();
            actors.add(actor);
            Thread thread = new Thread(() -> claim(actor, claim, folder), claim.token());
            threads.add(thread);
            thread.start();
            arrived.acquire();
        }
        Actor last = null;
        while (true) {
            List<Actor> ready =
                    actors.stream()
                            .filter(a -> !a.done && a.pausedSince != changes)
                            .collect(Collectors.toList());
            if (ready.isEmpty()) {
                List<Actor> paused = actors.stream().filter(a -> !a.done).toList();
                if (paused.isEmpty()) {
                    break;
                }
                // All wait for one that is gone.
                nowNanos += ObjectFolderRegister.PATIENCE.toNanos() / 2;
                ready.addAll(paused);
            }
            if (ready.remove(last)) {
                ready.add(0, last);
            }
            Actor one = ready.size() == 1 ? ready.get(0) : ready.get(next.applyAsInt(ready.size()));
            last = one;
            one.go.release();
            arrived.acquire();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return actors.stream().map(actor -> actor.answer).collect(Collectors.toList());
    }

    Set<String> names() {
        return objects.keySet();
    }

    ObjectFolderRegister register(String folder) {
        return new ObjectFolderRegister(folder, new Requests(), new Moments());
    }

    private void claim(Actor actor, RunClaim claim, String folder) {
        here.set(actor);
        try {
            RegisteredRun run = register(folder).claim(claim);
            actor.answer = run.claim().token();
        } catch (Killed e) {
            actor.answer = null;
        } catch (IOException e) {
            actor.answer = e;
        } finally {
            actor.done = true;
            arrived.release();
        }
    }

    /** Waits for its turn; outside of the starts it is always. */
    private void turn(boolean paused) throws IOException {
        Actor actor = here.get();
        if (actor == null) {
            return;
        }
        actor.pausedSince = paused ? actor.listedSince : -1;
        arrived.release();
        actor.go.acquireUninterruptibly();
        if (actors.indexOf(actor) == 0 && actor.requests++ >= killedAt) {
            throw new Killed();
        }
    }

    private final class Requests implements ClaimObjects {

        private static final long serialVersionUID = 1L;

        @Override
        public void write(String name, byte[] content) throws IOException {
            turn(false);
            objects.put(name, content);
            changes++;
        }

        @Override
        public void delete(String name) throws IOException {
            turn(false);
            objects.remove(name);
            changes++;
        }

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            turn(false);
            return Optional.ofNullable(objects.get(name));
        }

        @Override
        public Set<String> names() throws IOException {
            turn(false);
            if (here.get() != null) {
                here.get().listedSince = changes;
            }
            if (wholeListings) {
                return new LinkedHashSet<>(objects.keySet());
            }
            Set<String> names = new LinkedHashSet<>();
            String last = "";
            for (String step : List.of("=claiming", "=held", "~")) {
                for (Map.Entry<String, byte[]> object : objects.tailMap(last, false).entrySet()) {
                    if (object.getKey().compareTo("r" + step) < 0) {
                        names.add(object.getKey());
                    }
                }
                last = "r" + step;
                turn(false);
            }
            return names;
        }
    }

    private final class Moments implements ObjectFolderRegister.Waiting {

        private static final long serialVersionUID = 1L;

        @Override
        public long now() {
            return nowNanos;
        }

        @Override
        public void pause() throws IOException {
            turn(true);
        }
    }
}
