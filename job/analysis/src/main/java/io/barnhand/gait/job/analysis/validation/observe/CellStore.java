package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The finished cells of a validation in {@code cells/}, one file each, and what they were computed
 * with in {@code state.txt}: only cells of the same computation may stand beside each other.
 */
public final class CellStore {

    private static final String STATE = "state.txt";
    private static final String CELLS = "cells";

    private final Path cells;

    private CellStore(Path cells) {
        this.cells = cells;
    }

    /**
     * Opens a folder that is new or holds cells of the same computation.
     *
     * @throws ConfigurationException where it holds others
     */
    public static CellStore open(Path folder, int runs, long seed) throws IOException {
        Path state = folder.resolve(STATE);
        String own =
                String.format(
                        Locale.ROOT,
                        "algorithm %s, runs %d, seed %d",
                        GaitEstimator.ALGORITHM,
                        runs,
                        seed);
        if (Files.exists(state)) {
            String there = Files.readString(state).strip();
            if (!there.equals(own)) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "%s holds a validation of other cells (%s, asked for: %s)",
                                folder,
                                there,
                                own),
                        "give another --out, the same --runs and --seed, or remove that folder");
            }
        } else {
            if (Files.exists(folder) && !(Files.isDirectory(folder) && empty(folder))) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT, "%s is not empty and holds no validation", folder),
                        "give a new or empty folder as --out");
            }
            Files.createDirectories(folder.resolve(CELLS));
            Files.writeString(state, own + System.lineSeparator());
        }
        return new CellStore(folder.resolve(CELLS));
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    boolean has(Cell cell) {
        return Files.exists(file(cell));
    }

    /** Writes a cell; it is there completely or not at all. */
    void write(Cell cell, List<Observation> observations) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Observation.HEADER);
        observations.forEach(observation -> lines.add(observation.line()));
        Path unfinished = cells.resolve("." + cell.name());
        Files.write(unfinished, lines);
        Files.move(unfinished, file(cell), StandardCopyOption.ATOMIC_MOVE);
    }

    public List<Observation> read(Cell cell) throws IOException {
        try (Stream<String> lines = Files.lines(file(cell))) {
            return lines.skip(1).map(Observation::parse).toList();
        }
    }

    private Path file(Cell cell) {
        return cells.resolve(cell.name() + ".csv");
    }
}
