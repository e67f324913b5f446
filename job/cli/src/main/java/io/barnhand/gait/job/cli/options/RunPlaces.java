package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The stores that a user names by where results are, as a configuration would name them. */
final class RunPlaces {

    private static final String DATABASE = "jdbc:";

    private RunPlaces() {}

    /**
     * @param results a folder that holds those of the sinks, or that of one sink, on a disk or in a
     *     store; or a database
     * @throws ConfigurationException if it is none of them
     */
    static Destinations of(String results) throws IOException {
        List<String> settings = new ArrayList<>();
        for (ResultKind<?> result : ResultKind.ALL) {
            settings.add("sinks." + result.key() + "={kind: none}");
        }
        if (results.startsWith(DATABASE)) {
            settings.add(sink(ResultKind.GAIT, "postgres, url", results));
        } else {
            folders(results, settings);
        }
        return Destinations.of(ConfigurationReader.read(null, settings));
    }

    private static void folders(String results, List<String> settings) throws IOException {
        ReachableStore.require(results);
        StoredPath folder = StoredPath.of(results);
        if (!folder.isFolder()) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--results is %s, which is no folder", results),
                    "give the folder that runs wrote into, or a database as jdbc:postgresql://…");
        }
        String name = folder.name();
        for (ResultKind<?> result : ResultKind.ALL) {
            if (name.equals(result.key())) {
                settings.add(sink(result, "jsonl, path", results));
                return;
            }
        }
        String below = results.endsWith("/") ? results : results + "/";
        for (ResultKind<?> result : ResultKind.ALL) {
            settings.add(sink(result, "jsonl, path", below + result.key()));
        }
    }

    private static String sink(ResultKind<?> result, String keys, String place) {
        return String.format(
                Locale.ROOT,
                "sinks.%s={kind: %s: %s}",
                result.key(),
                keys,
                QuotedSetting.quoted(place));
    }
}
