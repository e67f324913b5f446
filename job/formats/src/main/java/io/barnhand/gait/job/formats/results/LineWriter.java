package io.barnhand.gait.job.formats.results;

import java.io.Serializable;

/** Writes a record as one line of text, without its end. */
@FunctionalInterface
public interface LineWriter<T> extends Serializable {
    String write(T value);
}
