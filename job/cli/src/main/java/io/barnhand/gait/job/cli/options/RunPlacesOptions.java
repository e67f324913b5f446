package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.pipeline.Destinations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name places in which runs are registered. */
public final class RunPlacesOptions {

    @Option(
            names = "--results",
            paramLabel = "PLACE",
            description =
                    "folder that holds gait/, strides/ and so on, on a disk or as s3://…, or a database as jdbc:postgresql://…; may be given several times")
    private List<String> results = new ArrayList<>();

    @Mixin private ConfigurationOptions configuration;

    /** The stores: those that are named, and those that the sinks of a configuration write into. */
    public List<Destinations> stores() throws IOException {
        List<Destinations> stores = new ArrayList<>();
        for (String place : results) {
            stores.add(RunPlaces.of(place));
        }
        if (configuration.given() || results.isEmpty()) {
            stores.add(Destinations.of(configuration.read()));
        }
        return stores;
    }
}
