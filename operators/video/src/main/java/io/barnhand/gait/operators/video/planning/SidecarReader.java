package io.barnhand.gait.operators.video.planning;

import java.io.IOException;
import java.util.Map;

/** Reads the JSON object of a sidecar file; planning itself does not depend on JSON. */
@FunctionalInterface
public interface SidecarReader {

    /**
     * The members of the object in the file: strings, numbers, booleans or null.
     *
     * @param content at most {@link Sidecar#MAX_BYTES} long
     * @throws IOException if it is not one JSON object; the message is shown to the user
     */
    Map<String, Object> read(byte[] content) throws IOException;
}
