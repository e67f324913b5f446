package io.barnhand.gait.job.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A key of a configuration, declared once: reading, writing, comparing, explaining and refusing use
 * this declaration.
 *
 * @param <A> the options that it is one of
 * @param <T> its value
 * @param name within its area
 * @param of its value in given options
 * @param form of its value
 * @param absent its value where none is given
 * @param required whether one must be given; {@code absent} then replaces the missing value
 * @param sentence explanation in {@code conf/reference.yaml}; line breaks are kept
 * @param effects what it changes in the results; empty: as the key around it
 * @param formerly names that it had, which are still read
 * @param idle when it has no effect; empty: as the key around it
 */
record Key<A, T>(
        String name,
        Function<A, T> of,
        Form<T> form,
        T absent,
        boolean required,
        String sentence,
        Optional<Set<Effect>> effects,
        List<String> formerly,
        Optional<Idle> idle) {

    static <A, T> Key<A, T> of(
            String name, Function<A, T> of, Form<T> form, T absent, String sentence) {
        return new Key<>(
                name,
                of,
                form,
                absent,
                false,
                sentence,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** One that has no default. */
    static <A, T> Key<A, T> required(
            String name, Function<A, T> of, Form<T> form, T standIn, String sentence) {
        return new Key<>(
                name,
                of,
                form,
                standIn,
                true,
                sentence,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** An area below this one. */
    static <A, T> Key<A, T> area(String name, Function<A, T> of, Area<T> area, String sentence) {
        return of(name, of, area, null, sentence);
    }

    /** The same, known to change these of the results and no others. */
    Key<A, T> affecting(Effect... changed) {
        return new Key<>(
                name,
                of,
                form,
                absent,
                required,
                sentence,
                Optional.of(Set.of(changed)),
                formerly,
                idle);
    }

    /** The same, also read under names that it had. */
    Key<A, T> formerly(String... names) {
        return new Key<>(name, of, form, absent, required, sentence, effects, List.of(names), idle);
    }

    /** The same, known to have no effect then. */
    Key<A, T> idle(Idle when) {
        return new Key<>(
                name, of, form, absent, required, sentence, effects, formerly, Optional.of(when));
    }

    /** When it has no effect, within an area that has none then. */
    Idle idleWithin(Idle around) {
        return idle.orElse(around);
    }

    /** What it changes within an area that changes these. */
    Set<Effect> effects(Set<Effect> around) {
        return effects.orElse(around);
    }
}
