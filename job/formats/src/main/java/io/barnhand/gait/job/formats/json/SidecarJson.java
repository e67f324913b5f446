package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON object of a sidecar file beside a video. */
public final class SidecarJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private SidecarJson() {}

    /**
     * Its members: strings, numbers, booleans or null.
     *
     * @throws IOException if it is not one JSON object of such members; fit to be shown
     */
    public static Map<String, Object> read(byte[] content) throws IOException {
        JsonNode json;
        try {
            json = MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IOException("must be a JSON object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!member.getValue().isValueNode()) {
                throw new IOException(member.getKey() + " must be a text, number or true or false");
            }
            members.put(member.getKey(), MAPPER.convertValue(member.getValue(), Object.class));
        }
        return members;
    }
}
