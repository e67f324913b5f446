package io.barnhand.gait.job.analysis.results;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text that stands beside what a run wrote, and goes with everything made of it. */
public final class RunNotice {

    private static final String FILE = "NOTICE.txt";

    /** More than can be shown: whatever is longer is cut. */
    private static final int MOST_BYTES = 4096;

    /** Within the folder of a run, as Parquet lies. */
    private static final Pattern PARTITION = Pattern.compile("(camera|day)=.*");

    private RunNotice() {}

    /**
     * That of the folder of some results, or of the one above it.
     *
     * @param results file or folder, {@code out/poses/run=monday} for one
     */
    public static Optional<String> beside(String results) throws IOException {
        Path path = Path.of(results).toAbsolutePath().normalize();
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        while (PARTITION.matcher(String.valueOf(folder.getFileName())).matches()) {
            folder = folder.getParent();
        }
        Optional<Path> file =
                Stream.iterate(folder.getParent(), above -> above != null, Path::getParent)
                        .limit(2)
                        .map(above -> above.resolve(FILE))
                        .filter(Files::isRegularFile)
                        .findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }
}
