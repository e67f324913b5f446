package io.barnhand.gait.job.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Every key of a configuration, each with when it has no effect. */
final class IdleKeys {

    private IdleKeys() {}

    /** Those without effect with a kind of source; an area that has none stands for its keys. */
    static List<String> with(SourceOptions.SourceKind kind) {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "run.id=a",
                                "source.kind=" + Scalar.written(kind),
                                "source.kafka.roots=[s3://barn/live]"));
        List<String> idle = new ArrayList<>();
        each(
                (path, when) -> {
                    if (when.why(configuration).isPresent()) {
                        idle.add(path);
                    }
                });
        return shortened(idle);
    }

    /** All keys, whether they have an effect or not. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        each((path, when) -> all.add(path));
        return all;
    }

    private static void each(BiConsumer<String, Idle> found) {
        each(JobConfiguration.AREA.keys(), "", Idle.NEVER, found);
    }

    private static void each(
            List<? extends Key<?, ?>> keys,
            String path,
            Idle around,
            BiConsumer<String, Idle> found) {
        for (Key<?, ?> key : keys) {
            Idle idle = key.idleWithin(around);
            String full = path + key.name();
            if (key.form() instanceof Area<?> area) {
                each(area.keys(), full + ".", idle, found);
            } else if (key.form() instanceof Named<?> named) {
                each(named.entry().keys(), full + ".<id>.", idle, found);
            } else if (key.form() instanceof Items<?> items) {
                each(items.entry().keys(), full + "[].", idle, found);
            } else {
                found.accept(full, idle);
            }
        }
    }

    private static List<String> shortened(List<String> idle) {
        List<String> all = all();
        List<String> shortened = new ArrayList<>();
        for (String key : idle) {
            String shown = key;
            for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
                String area = key.substring(0, dot + 1);
                if (all.stream().filter(other -> other.startsWith(area)).allMatch(idle::contains)) {
                    shown = area + "*";
                }
            }
            if (!shortened.contains(shown)) {
                shortened.add(shown);
            }
        }
        return shortened;
    }
}
