package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The runs of a folder on a disk, as files:
 *
 * <pre>
 * PATH/_claims/ID/claim.json   its first start
 * PATH/_claims/ID/again.json   its last start, where that was another
 * PATH/_claims/ID/state        what was recorded of it
 * PATH/_claims/ID/withdrawn    there if it was withdrawn
 * PATH/_claims/.numbers/…      the sequence: a file for each number that was taken
 * </pre>
 *
 * A claim is written aside and gets its name in one step, which fails where the name is taken: what
 * a process leaves that is killed before is ignored. A number that was taken for it stays unused.
 */
final class FolderRegister implements RunRegister {

    private static final long serialVersionUID = 1L;

    private static final String CLAIM = "claim.json";
    private static final String AGAIN = "again.json";
    private static final String STATE = "state";
    private static final String WITHDRAWN = "withdrawn";
    private static final String NUMBERS = ".numbers";

    /** Numbers that stay; one that was taken this long ago is not taken again. */
    private static final int KEPT_NUMBERS = 1000;

    /** A name is taken or free after a few steps, unless others claim and release all the time. */
    private static final int MAX_TRIES = 100;

    private final String folder;

    FolderRegister(Path folder) {
        this.folder = folder.toAbsolutePath().normalize().toString();
    }

    @Override
    public String place() {
        return folder;
    }

    private Path claims() {
        Path claims = Path.of(folder, ClaimFile.FOLDER);
        OwnFiles.requireNoLink(Path.of(folder), claims);
        return claims;
    }

    private Path claims(String run) {
        Path claims = claims().resolve(run);
        OwnFiles.requireNoLink(Path.of(folder), claims);
        return claims;
    }

    @Override
    public RegisteredRun claim(RunClaim claim) throws IOException {
        requireOwnFolder(claim);
        Optional<RegisteredRun> there = find(claim.run());
        return there.isPresent() ? there.get() : enter(claim);
    }

    /** The results of the run follow its claim. */
    private void requireOwnFolder(RunClaim claim) {
        OwnFiles.requireNoLink(Path.of(folder), Path.of(folder, RunId.folder(claim.run())));
    }

    /** Enters a run that is not there, or returns that which came before it. */
    private RegisteredRun enter(RunClaim claim) throws IOException {
        Files.createDirectories(claims().resolve(NUMBERS));
        for (int i = 0; i < MAX_TRIES; i++) {
            long sequence = nextNumber();
            if (named(claim, sequence)) {
                return new RegisteredRun(claim, sequence, RunState.STARTED);
            }
            Optional<RegisteredRun> there = registered(claims(claim.run()));
            if (there.isPresent()) {
                return there.get();
            }
        }
        throw new IOException(claims(claim.run()) + " is claimed and released all the time");
    }

    private boolean named(RunClaim claim, long sequence) throws IOException {
        Path draft = Files.createDirectory(claims().resolve(ClaimFile.draft()));
        write(draft.resolve(CLAIM), ClaimFile.bytes(claim, sequence));
        try {
            Files.move(draft, claims(claim.run()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            FileUtils.deleteDirectory(draft.toFile());
            // A folder with a claim is not replaced; systems report that in several ways.
            if (e instanceof FileAlreadyExistsException
                    || e instanceof DirectoryNotEmptyException
                    || Files.exists(claims(claim.run()))) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Takes the next number. Numbers long past are removed; who was held up for so long that it
     * takes one of them sees by the newest that it must take another.
     */
    private long nextNumber() throws IOException {
        long number = greatest() + 1;
        while (true) {
            try {
                Files.createFile(number(number));
                long newest = greatest();
                if (newest < number + KEPT_NUMBERS / 2) {
                    Files.deleteIfExists(number(number - KEPT_NUMBERS));
                    return number;
                }
                number = newest + 1;
            } catch (FileAlreadyExistsException e) {
                number++;
            }
        }
    }

    private Path number(long number) {
        return claims().resolve(NUMBERS).resolve(Long.toString(number));
    }

    private long greatest() throws IOException {
        try (Stream<Path> numbers = Files.list(claims().resolve(NUMBERS))) {
            return numbers.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public Optional<RegisteredRun> find(String run) throws IOException {
        Optional<RegisteredRun> there = registered(claims(run));
        return there.isPresent()
                ? there
                : ClaimFile.unclaimed(new org.apache.flink.core.fs.Path(folder), run);
    }

    private static Optional<RegisteredRun> registered(Path claims) throws IOException {
        Optional<byte[]> first = read(claims.resolve(CLAIM));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        RegisteredRun run = ClaimFile.read(first.get(), claims.resolve(CLAIM).toString());
        Path again = claims.resolve(AGAIN);
        Optional<byte[]> last = read(again);
        RunClaim claim =
                last.isPresent()
                        ? ClaimFile.read(last.get(), again.toString()).claim()
                        : run.claim();
        RunState state =
                Files.exists(claims.resolve(WITHDRAWN))
                        ? RunState.WITHDRAWN
                        : read(claims.resolve(STATE))
                                .map(ClaimFile::state)
                                .orElse(RunState.STARTED);
        return Optional.of(new RegisteredRun(claim, run.sequence(), state));
    }

    @Override
    public void startAgain(RunClaim claim) throws IOException {
        requireOwnFolder(claim);
        Path claims = claims(claim.run());
        if (!Files.exists(claims)) {
            RegisteredRun entered = enter(claim);
            if (entered.claim().token().equals(claim.token())) {
                return;
            }
        }
        write(claims.resolve(AGAIN), ClaimFile.bytes(claim, 0));
        write(claims.resolve(STATE), ClaimFile.bytes(RunState.STARTED));
    }

    @Override
    public void release(RunClaim claim) throws IOException {
        Path claims = claims(claim.run());
        if (!isOf(claim, registered(claims))) {
            return;
        }
        Path aside = claims().resolve(ClaimFile.draft());
        Files.move(claims, aside, StandardCopyOption.ATOMIC_MOVE);
        if (isOf(claim, registered(aside))) {
            FileUtils.deleteDirectory(aside.toFile());
        } else {
            // Another start has continued the run in between.
            Files.move(aside, claims, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isOf(RunClaim claim, Optional<RegisteredRun> run) {
        return run.isPresent() && run.get().claim().token().equals(claim.token());
    }

    /** A run of a release that claimed nothing is registered by it. */
    @Override
    public void record(String run, RunState state) throws IOException {
        Path claims = claims(run);
        if (!Files.exists(claims)) {
            Optional<RegisteredRun> unclaimed = find(run);
            if (unclaimed.isEmpty()) {
                throw new NoSuchFileException(
                        claims.toString(), null, "run " + run + " is not claimed there");
            }
            enter(unclaimed.get().claim());
        }
        if (state == RunState.WITHDRAWN) {
            write(claims.resolve(WITHDRAWN), ClaimFile.bytes(state));
        } else {
            write(claims.resolve(STATE), ClaimFile.bytes(state));
        }
    }

    @Override
    public Optional<Path> lock(String run) {
        return Optional.of(claims().resolve(".lock=" + run));
    }

    @Override
    public List<RegisteredRun> runs() throws IOException {
        Set<String> ids = new TreeSet<>(names(claims()));
        ids.removeIf(name -> name.startsWith("."));
        names(Path.of(folder)).forEach(name -> ClaimFile.runOf(name).ifPresent(ids::add));
        TreeSet<RegisteredRun> runs =
                new TreeSet<>(
                        Comparator.comparingLong(RegisteredRun::sequence)
                                .thenComparing(run -> run.claim().run()));
        for (String id : ids) {
            find(id).ifPresent(runs::add);
        }
        return List.copyOf(runs);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Complete or absent under its name, whenever the process ends. */
    private static void write(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(ClaimFile.draft());
        Files.write(
                draft,
                content,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "runs of %s", folder);
    }
}
