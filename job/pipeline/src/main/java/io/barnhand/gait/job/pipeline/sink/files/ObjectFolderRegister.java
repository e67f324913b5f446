package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * The runs of a folder in a store that creates nothing atomically, such as S3. Starts that want one
 * id at the same time agree as in Lamport's bakery: each says that it is choosing, takes a number
 * above all that it sees, waits for those which are choosing, and the lowest number is first; what
 * it then writes is the claim, and its number is the sequence. Runs that were claimed at the same
 * moment may have one number; their ids decide then.
 *
 * <p>A start that takes longer than {@link #PATIENCE} steps back, so that others need not wait
 * longer for one whose process has died.
 */
final class ObjectFolderRegister implements RunRegister {

    private static final long serialVersionUID = 1L;

    private static final byte[] NOTHING = {};

    /** The whole of a claim takes a few requests. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MAX_TRIES = 5;

    /** Time of this machine alone, and how waiting is done. */
    interface Waiting extends Serializable {

        /** Nanoseconds from some moment on. */
        long now();

        void pause() throws IOException;
    }

    private final String folder;
    private final ClaimObjects objects;
    private final Waiting waiting;

    ObjectFolderRegister(String folder) {
        this(folder, new StoredClaims(folder), new ShortPauses());
    }

    ObjectFolderRegister(String folder, ClaimObjects objects, Waiting waiting) {
        this.folder = folder;
        this.objects = objects;
        this.waiting = waiting;
    }

    @Override
    public String place() {
        return folder;
    }

    @Override
    public RegisteredRun claim(RunClaim claim) throws IOException {
        Optional<RegisteredRun> there = find(claim.run());
        return there.isPresent() ? there.get() : enter(claim);
    }

    private RegisteredRun enter(RunClaim claim) throws IOException {
        String run = claim.run();
        for (int i = 0; i < MAX_TRIES; i++) {
            long begun = waiting.now();
            ClaimName choosing = new ClaimName(run, ClaimName.Step.CHOOSING, 0, claim.token());
            objects.write(choosing.text(), NOTHING);
            ClaimName ticket = choosing.at(ClaimName.Step.CLAIMING, nextNumber());
            objects.write(ticket.text(), NOTHING);
            objects.delete(choosing.text());
            Optional<RegisteredRun> earlier = awaitTurn(ticket);
            if (earlier.isPresent()) {
                objects.delete(ticket.text());
                return earlier.get();
            }
            ClaimName held = ticket.at(ClaimName.Step.HELD, ticket.number());
            objects.write(held.text(), ClaimFile.bytes(claim, held.number()));
            objects.delete(ticket.text());
            if (waiting.now() - begun < PATIENCE.toNanos()) {
                return new RegisteredRun(claim, held.number(), RunState.STARTED);
            }
            // Others did not wait for it any more.
            objects.delete(held.text());
        }
        throw new IOException("its requests take longer than " + PATIENCE.toSeconds() + " s");
    }

    private long nextNumber() throws IOException {
        return 1 + claims().mapToLong(ClaimName::number).max().orElse(0);
    }

    private Stream<ClaimName> claims() throws IOException {
        return objects.names().stream().flatMap(name -> ClaimName.of(name).stream());
    }

    /**
     * Waits until nobody can be before a ticket.
     *
     * @return the run that is, if one is
     */
    private Optional<RegisteredRun> awaitTurn(ClaimName ticket) throws IOException {
        Map<ClaimName, Long> seen = new HashMap<>();
        while (true) {
            List<ClaimName> others =
                    claims().filter(
                                    name ->
                                            name.run().equals(ticket.run())
                                                    && !name.token().equals(ticket.token()))
                            .toList();
            if (others.stream().anyMatch(name -> name.step() == ClaimName.Step.HELD)) {
                Optional<RegisteredRun> holder = registered(ticket.run());
                if (holder.isPresent()) {
                    return holder;
                }
            }
            boolean blocked = false;
            for (ClaimName other : others) {
                if (other.isBefore(ticket)) {
                    long since = seen.computeIfAbsent(other, name -> waiting.now());
                    if (waiting.now() - since < PATIENCE.toNanos()) {
                        blocked = true;
                    } else {
                        objects.delete(other.text());
                    }
                }
            }
            if (!blocked) {
                return Optional.empty();
            }
            waiting.pause();
        }
    }

    @Override
    public Optional<RegisteredRun> find(String run) throws IOException {
        Optional<RegisteredRun> there = registered(run);
        return there.isPresent() ? there : ClaimFile.unclaimed(new Path(folder), run);
    }

    private Optional<RegisteredRun> registered(String run) throws IOException {
        return registered(run, objects.names());
    }

    /** Asks for nothing that a listing does not have. */
    private Optional<RegisteredRun> registered(String run, Set<String> names) throws IOException {
        Optional<ClaimName> held =
                names.stream()
                        .filter(name -> name.startsWith(run + "="))
                        .flatMap(name -> ClaimName.of(name).stream())
                        .filter(name -> name.step() == ClaimName.Step.HELD)
                        .min(ClaimName.ORDER);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> first = objects.read(held.get().text());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        RunClaim claim = ClaimFile.read(first.get(), file(held.get().text())).claim();
        Optional<byte[]> again = read(ClaimName.again(run), names);
        if (again.isPresent()) {
            claim = ClaimFile.read(again.get(), file(ClaimName.again(run))).claim();
        }
        RunState state =
                names.contains(ClaimName.withdrawn(run))
                        ? RunState.WITHDRAWN
                        : read(ClaimName.state(run), names)
                                .map(ClaimFile::state)
                                .orElse(RunState.STARTED);
        return Optional.of(new RegisteredRun(claim, held.get().number(), state));
    }

    private Optional<byte[]> read(String name, Set<String> names) throws IOException {
        return names.contains(name) ? objects.read(name) : Optional.empty();
    }

    private String file(String name) {
        return folder + "/" + ClaimFile.FOLDER + "/" + name;
    }

    @Override
    public void startAgain(RunClaim claim) throws IOException {
        if (registered(claim.run()).isEmpty()) {
            RegisteredRun entered = enter(claim);
            if (entered.claim().token().equals(claim.token())) {
                return;
            }
        }
        objects.write(ClaimName.again(claim.run()), ClaimFile.bytes(claim, 0));
        objects.write(ClaimName.state(claim.run()), ClaimFile.bytes(RunState.STARTED));
    }

    @Override
    public void release(RunClaim claim) throws IOException {
        for (ClaimName name : claims().toList()) {
            if (name.run().equals(claim.run()) && name.token().equals(claim.token())) {
                objects.delete(name.text());
            }
        }
    }

    /** A run of a release that claimed nothing is registered by it. */
    @Override
    public void record(String run, RunState state) throws IOException {
        if (registered(run).isEmpty()) {
            Optional<RegisteredRun> unclaimed = find(run);
            if (unclaimed.isEmpty()) {
                throw new IOException("run " + run + " is not claimed there");
            }
            enter(unclaimed.get().claim());
        }
        objects.write(
                state == RunState.WITHDRAWN ? ClaimName.withdrawn(run) : ClaimName.state(run),
                ClaimFile.bytes(state));
    }

    @Override
    public List<RegisteredRun> runs() throws IOException {
        Set<String> ids = new TreeSet<>();
        Set<String> names = objects.names();
        names.stream()
                .flatMap(name -> ClaimName.of(name).stream())
                .filter(name -> name.step() == ClaimName.Step.HELD)
                .forEach(name -> ids.add(name.run()));
        Path path = new Path(folder);
        FileStatus[] below = FlinkFiles.system(path.toUri()).listStatus(path);
        for (FileStatus status : below == null ? new FileStatus[0] : below) {
            ClaimFile.runOf(status.getPath().getName()).ifPresent(ids::add);
        }
        TreeSet<RegisteredRun> runs =
                new TreeSet<>(
                        Comparator.comparingLong(RegisteredRun::sequence)
                                .thenComparing(run -> run.claim().run()));
        for (String id : ids) {
            Optional<RegisteredRun> claimed = registered(id, names);
            (claimed.isPresent() ? claimed : ClaimFile.unclaimed(path, id)).ifPresent(runs::add);
        }
        return List.copyOf(runs);
    }

    private static final class ShortPauses implements Waiting {

        private static final long serialVersionUID = 1L;
        private static final long PAUSE_MS = 100;

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void pause() throws IOException {
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
