package io.barnhand.gait.job.integration.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The resources that the Flink Kubernetes Operator accepts, by its definitions. Kubernetes silently
 * drops an unknown field, so these definitions are closed.
 */
final class ResourceSchemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final ObjectNode deployment = definition("flinkdeployments");
    private final ObjectNode sessionJob = definition("flinksessionjobs");

    ResourceSchemas() {
        // The definitions on the class path are of the operator 1.10, which ends at Flink 1.20.
        ((ArrayNode) deployment.at("/properties/spec/properties/flinkVersion/enum")).add("v2_2");
    }

    /** Problems of a resource, or of a part of one such as a patch. */
    List<String> problems(JsonNode resource) {
        String kind = resource.path("kind").asText();
        return switch (kind) {
            case "FlinkDeployment" -> problems(deployment, resource);
            case "FlinkSessionJob" -> problems(sessionJob, resource);
            // Its parts are parts of a pod, too.
            case "Job" -> problems(podTemplate(), resource.at("/spec/template"));
            case "PersistentVolumeClaim" -> problems(volumeClaim(), resource.path("spec"));
            default -> List.of("no schema for the kind " + kind);
        };
    }

    private static List<String> problems(JsonNode schema, JsonNode resource) {
        Schema closed = REGISTRY.getSchema(schema);
        return closed.validate(resource).stream().map(Object::toString).toList();
    }

    private JsonNode podTemplate() {
        return deployment.at("/properties/spec/properties/podTemplate");
    }

    private JsonNode volumeClaim() {
        return podTemplate()
                .at(
                        "/properties/spec/properties/volumes/items/properties/ephemeral"
                                + "/properties/volumeClaimTemplate/properties/spec");
    }

    /** The definition of a resource, with the fields that every resource has. */
    private static ObjectNode definition(String plural) {
        String resource =
                String.format(Locale.ROOT, "/META-INF/fabric8/%s.flink.apache.org-v1.yml", plural);
        try (InputStream in = ResourceSchemas.class.getResourceAsStream(resource)) {
            JsonNode definition = json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            ObjectNode schema =
                    (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema");
            close(schema);
            ObjectNode properties = (ObjectNode) schema.path("properties");
            properties.set(
                    "apiVersion", JSON.valueToTree(Map.of("const", "flink.apache.org/v1beta1")));
            properties.set("kind", JSON.valueToTree(Map.of("type", "string")));
            properties.set("metadata", JSON.valueToTree(Map.of("type", "object")));
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.has("properties") && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            // Sizes and ports: a number or a text.
            if (object.path("x-kubernetes-int-or-string").asBoolean()) {
                object.remove("anyOf");
                object.remove("type");
            }
        }
        schema.forEach(ResourceSchemas::close);
    }

    static JsonNode json(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    /** All documents of a text. */
    static List<JsonNode> documents(String yaml) {
        return StreamSupport.stream(
                        new Load(LoadSettings.builder().build())
                                .loadAllFromString(yaml)
                                .spliterator(),
                        false)
                .map(document -> (JsonNode) JSON.valueToTree(document))
                .toList();
    }
}
