package io.barnhand.gait.models.checkpoint;

import java.util.Locale;
import java.util.Set;

/**
 * The names that a checkpoint may mention. None of them is ever resolved, so the list is no
 * sandbox: it serves to refuse, by name, a file that was written to do something else.
 */
final class Globals {

    private static final Set<String> PACKAGES =
            Set.of("torch", "numpy", "collections", "mmengine", "mmcv", "mmpose", "mmdet");

    /** Names of the standard library in numpy arrays and training state. */
    private static final Set<String> STANDARD_LIBRARY =
            Set.of(
                    "_codecs.encode",
                    "copyreg._reconstructor",
                    "copy_reg._reconstructor",
                    "builtins.getattr",
                    "builtins.object",
                    "builtins.set",
                    "builtins.slice",
                    "builtins.bytearray",
                    "__builtin__.getattr",
                    "__builtin__.object",
                    "__builtin__.set",
                    "__builtin__.slice",
                    "__builtin__.bytearray");

    private Globals() {}

    static Global checked(String module, String name) throws MalformedCheckpointException {
        int dot = module.indexOf('.');
        String topLevel = dot < 0 ? module : module.substring(0, dot);
        if (!PACKAGES.contains(topLevel) && !STANDARD_LIBRARY.contains(module + "." + name)) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "it names %s.%s, which no OpenMMLab checkpoint does, and was not loaded",
                            printable(module),
                            printable(name)),
                    "do not trust this file, get it from its publisher");
        }
        return new Global(module, name);
    }

    /** The message may be shown on a terminal, which would obey control characters. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** A function or class that the file names. */
    record Global(String module, String name) {

        boolean is(String qualifiedName) {
            return qualifiedName.equals(module + "." + name);
        }
    }
}
