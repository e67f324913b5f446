package io.barnhand.gait.job.integration.names;

import java.util.List;
import java.util.stream.Stream;

/** Names that people give to cameras, recordings and horses, and that programs stumble over. */
final class HostileName {

    private static final List<String> OF_FILES =
            List.of(
                    "Stall 3",
                    "aisle ",
                    " aisle",
                    "S\u00fcd",
                    "Su\u0308d",
                    "a+b",
                    "50%",
                    "Stall%203",
                    "O'Neil",
                    "the \"old\" barn",
                    "\ud83d\udc34 box",
                    "\u0625\u0633\u0637\u0628\u0644 \u0661",
                    "\u00fc".repeat(100),
                    "01",
                    "no",
                    "1.10",
                    "1e3",
                    "null",
                    "true",
                    "a=b",
                    "a,b",
                    "a;b",
                    "a:b",
                    "#1 & <b>2?",
                    "{x} $1 ${HOME}",
                    "[1]*",
                    "back\\slash",
                    "-x",
                    "~");

    private HostileName() {}

    /** Those that a file or folder may have. */
    static List<String> ofFiles() {
        return OF_FILES;
    }

    /** All of them; the others come from sidecars and messages. */
    static List<String> all() {
        return Stream.concat(OF_FILES.stream(), Stream.of("left/right", "../up", "..", "_a", ".b"))
                .toList();
    }
}
