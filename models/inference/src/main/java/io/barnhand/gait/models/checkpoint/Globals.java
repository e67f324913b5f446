package io.barnhand.gait.models.checkpoint;

import java.util.Set;

/**
 * The names a checkpoint may mention. None of them is ever resolved, so the list is no sandbox: it
 * is there to refuse, by name, a file that was made to do something else.
 */
final class Globals {

    private static final Set<String> PACKAGES =
            Set.of("torch", "numpy", "collections", "mmengine", "mmcv", "mmpose", "mmdet");

    /** What numpy arrays and training state need of the standard library. */
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
                    ("it asks for %s.%s, which no OpenMMLab checkpoint does; the file is not to be"
                                    + " trusted and was not loaded: get it from its publisher")
                            .formatted(printable(module), printable(name)));
        }
        return new Global(module, name);
    }

    /** The message may end up on a terminal, which would obey control characters. */
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
