package io.barnhand.gait.job.simulation.training;

/** The purpose of pictures. */
public enum Split {
    /** To learn from. */
    TRAIN("train"),
    /** Drawn as those to learn from are, from other seeds. */
    HELD_IN("held-in"),
    /** Each has at least one of the factors that are held out of the others. */
    SEALED("sealed");

    /** Folder of the split. */
    final String folder;

    Split(String folder) {
        this.folder = folder;
    }
}
