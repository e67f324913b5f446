package io.barnhand.gait.job.pipeline.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The mark of a unit of an archive from whose files records were purged: they differ from what was
 * written, and the unit must not be measured again for that.
 */
public final class PurgeMark {

    /** Member of the entry of the unit in the ledger. */
    public static final String MEMBER = "purged";

    private static final JsonMapper MAPPER = new JsonMapper();

    private PurgeMark() {}

    /** Whether the entry of a unit has the mark. */
    public static boolean isIn(JsonNode entry) {
        return entry.path(MEMBER).asBoolean();
    }

    /**
     * Marks a unit that is done, before its files are changed.
     *
     * @param entry its file in the ledger; without it, or where it is broken, the unit is not done
     */
    public static void put(Path entry) throws IOException {
        if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
                || !(read(entry) instanceof ObjectNode json)
                || isIn(json)) {
            return;
        }
        Path marked = entry.resolveSibling("." + entry.getFileName() + ".purged");
        try {
            // A link there would be written through.
            Files.deleteIfExists(marked);
            Files.write(marked, MAPPER.writeValueAsBytes(json.put(MEMBER, true)));
            Files.move(marked, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(marked);
        }
    }

    private static JsonNode read(Path entry) throws IOException {
        try {
            return MAPPER.readTree(entry.toFile());
        } catch (JsonProcessingException e) {
            return MAPPER.nullNode();
        }
    }
}
