package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is passed on names the licence of everything in it, has its text, and a bill of materials.
 */
class LicencesITCase {

    private static final Path HOME = Path.of(System.getProperty("barnhand.home"));

    /** Words of a licence by which its text is known. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "Apache-2.0", "Apache License",
                    "BSD-2-Clause", "Redistribution and use in source and binary forms",
                    "BSD-3-Clause", "Redistribution and use in source and binary forms",
                    "EDL-1.0", "Eclipse Distribution License",
                    "EPL-2.0", "Eclipse Public License - v 2.0",
                    "LGPL-3.0-or-later", "GNU LESSER GENERAL PUBLIC LICENSE",
                    "MIT", "Permission is hereby granted, free of charge");

    /**
     * A distribution.
     *
     * @param texts by path, relative to the folder of the licences
     */
    private record Distribution(String list, JsonNode billOfMaterials, Map<String, String> texts) {

        /** Licences by artifact and version, such as jts-core-1.20.0. */
        Map<String, String> licences() {
            Map<String, String> licences = new TreeMap<>();
            list.lines()
                    .map(line -> line.split(" \\| "))
                    .filter(part -> part[0].matches("[^: ]+:[^: ]+:[^: ]+"))
                    .forEach(part -> licences.put(jarName(part[0]), part[1]));
            return licences;
        }

        private static String jarName(String coordinates) {
            String[] part = coordinates.split(":");
            return part[1] + "-" + part[2];
        }

        /** Names and versions of libraries with a licence. */
        Set<String> components() {
            return Stream.iterate(0, i -> i + 1)
                    .limit(billOfMaterials.path("components").size())
                    .map(i -> billOfMaterials.path("components").path(i))
                    .filter(component -> !component.path("licenses").isEmpty())
                    .map(c -> c.path("name").asText() + "-" + c.path("version").asText())
                    .collect(Collectors.toSet());
        }

        /** What is there for an artifact under its own name, and for a licence in general. */
        boolean hasText(String artifact, String licence) {
            String folder = "artifacts/" + artifact + "/";
            return texts.entrySet().stream()
                    .filter(
                            text ->
                                    text.getKey().startsWith(folder)
                                            || text.getKey().startsWith("texts/"))
                    .map(text -> text.getValue().replaceAll("\\s+", " "))
                    .anyMatch(text -> text.contains(WORDS.get(licence)));
        }
    }

    @Test
    void theJobsJarNamesTheLicenceOfEveryLibraryInIt() throws IOException {
        Distribution jar = clusterJar();

        assertThat(bundled()).hasSizeGreaterThan(20);
        assertThat(jar.licences().keySet())
                .extracting(LicencesITCase::artifact)
                .containsExactlyInAnyOrderElementsOf(bundled().keySet());
        assertThat(jar.licences().get(starting(jar.licences().keySet(), "jts-core-")))
                .isEqualTo("EDL-1.0, EPL-2.0");
        assertThat(jar.components()).containsAll(jar.licences().keySet());
    }

    @Test
    void theJobsJarHasTheTextsOfThoseLicences() throws IOException {
        Distribution jar = clusterJar();

        assertThat(textless(jar)).isEmpty();
        // What the libraries say of themselves, none in place of another.
        for (Map.Entry<String, Path> library : bundled().entrySet()) {
            for (String own : ownTexts(library.getValue()).keySet()) {
                assertThat(jar.texts()).containsKey("artifacts/" + library.getKey() + "/" + own);
            }
        }
        assertThat(jar.texts())
                .hasEntrySatisfying(
                        "NOTICE",
                        notice ->
                                assertThat(notice)
                                        .startsWith("BarnHand Gait")
                                        .contains("Apache Kafka", "Apache Parquet", "Jackson"))
                .containsEntry("LICENSE", Files.readString(HOME.resolve("LICENSE")));
    }

    /** Code that Parquet and Kafka carry in packages of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka-clients", "parquet-"})
    void theJobsJarNamesWhatIsRelocatedInItsLibraries(String artifact) throws IOException {
        String texts =
                clusterJar().texts().entrySet().stream()
                        .filter(text -> text.getKey().startsWith("artifacts/" + artifact))
                        .filter(text -> text.getKey().endsWith("/SHADED.txt"))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[ -]", "");
        List<String> relocated;
        try (JarFile jar = new JarFile(clusterJarFile())) {
            relocated =
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .filter(name -> name.contains("shaded/"))
                            .filter(name -> name.contains(artifact.split("-")[0]))
                            .map(LicencesITCase::library)
                            .distinct()
                            .toList();
        }
        assertThat(relocated).isNotEmpty().allMatch(texts::contains);
    }

    private static String library(String name) {
        return Map.of(
                        "protobuf", "protocolbuffers",
                        "opentelemetry", "opentelemetry",
                        "fastutil", "fastutil",
                        "hashing", "zeroallocationhashing",
                        "thrift", "thrift",
                        "jackson", "jackson")
                .entrySet()
                .stream()
                .filter(known -> name.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flink-deploy/standalone/target/lib", "job/cli/target/lib"})
    void aFolderOfLibrariesNamesTheirLicencesAndHasTheirTexts(String folder) throws IOException {
        Path lib = HOME.resolve(folder);
        Distribution distribution = distribution(lib);
        List<Path> jars = jars(lib);

        assertThat(jars).hasSizeGreaterThan(20);
        for (Path jar : jars) {
            assertThat(distribution.licences().keySet())
                    .as("%s", jar)
                    .anyMatch(name -> isOf(jar, name));
            assertThat(distribution.components()).as("%s", jar).anyMatch(name -> isOf(jar, name));
        }
        assertThat(distribution.licences().keySet())
                .allMatch(name -> jars.stream().anyMatch(jar -> isOf(jar, name)));
        assertThat(textless(distribution)).isEmpty();
        assertThat(distribution.texts()).containsKeys("LICENSE", "NOTICE");
    }

    /** The POM names the licence of the Java part alone. */
    @Test
    void nativeLibrariesAreNamedWithWhatIsCompiledIntoThem() throws IOException {
        Distribution lib = distribution(HOME.resolve("flink-deploy/standalone/target/lib"));
        Map<String, String> licences = lib.licences();
        String javacpp = starting(licences.keySet(), "javacpp-");

        assertThat(licences.get(starting(licences.keySet(), "ffmpeg-")))
                .contains("LGPL-3.0-or-later");
        assertThat(licences.get(starting(licences.keySet(), "pytorch-native-cpu-")))
                .contains("artifacts/pytorch-native-cpu");
        assertThat(lib.texts().get("artifacts/ffmpeg/NOTICE.txt"))
                .contains("javacpp-presets/tree/" + javacpp.substring("javacpp-".length()) + "/");
        assertThat(lib.texts().get("artifacts/pytorch-native-cpu/NOTICE.txt"))
                .contains("GCC RUNTIME LIBRARY EXCEPTION", "Intel Simplified Software License");
        assertThat(lib.texts()).containsKeys("texts/LGPL-3.0.txt", "texts/GPL-3.0.txt");
    }

    /** Libraries with a licence of which no alternative has its text. */
    private static List<String> textless(Distribution distribution) {
        return distribution.licences().entrySet().stream()
                .filter(
                        library ->
                                Arrays.stream(library.getValue().split("[^A-Za-z0-9.-]+"))
                                        .filter(WORDS::containsKey)
                                        .noneMatch(
                                                licence ->
                                                        distribution.hasText(
                                                                artifact(library.getKey()),
                                                                licence)))
                .map(Object::toString)
                .toList();
    }

    private static Distribution clusterJar() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(clusterJarFile())) {
            for (ZipEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                String name = entry.getName();
                if (name.startsWith("META-INF/") && !name.endsWith(".class")) {
                    texts.put(name.replaceFirst("META-INF/(licenses/)?", ""), content(jar, entry));
                }
            }
        }
        assertThat(texts).as("files of the cluster jar").containsKeys("THIRD-PARTY.txt");
        return distribution(texts);
    }

    /** Also what the jars in it say of themselves. */
    private static Distribution distribution(Path lib) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Path licences = lib.resolve("licenses");
        try (Stream<Path> files = Files.walk(licences)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        licences.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file));
            }
        }
        for (Path jar : jars(lib)) {
            String artifact = artifact(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
            ownTexts(jar)
                    .forEach((name, text) -> texts.put("artifacts/" + artifact + "/" + name, text));
        }
        return distribution(texts);
    }

    private static Distribution distribution(Map<String, String> texts) throws IOException {
        assertThat(texts)
                .as("Maven leaves the bill of materials out while it is offline; build without -o")
                .containsKey("sbom/bom.json");
        JsonNode billOfMaterials = new JsonMapper().readTree(texts.get("sbom/bom.json"));
        assertThat(billOfMaterials.path("bomFormat").asText()).isEqualTo("CycloneDX");
        return new Distribution(texts.get("THIRD-PARTY.txt"), billOfMaterials, texts);
    }

    /**
     * The libraries of others of which the cluster jar has classes, by artifact. The class path of
     * the tests may have another version.
     */
    private static Map<String, Path> bundled() throws IOException {
        Map<String, Path> bundled = new TreeMap<>();
        try (JarFile cluster = new JarFile(clusterJarFile())) {
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path library = Path.of(path);
                String name = library.getFileName().toString();
                if (!name.endsWith(".jar") || name.startsWith("barnhand-gait-")) {
                    continue;
                }
                try (JarFile jar = new JarFile(library.toFile())) {
                    if (jar.stream()
                            .map(ZipEntry::getName)
                            .filter(entry -> entry.endsWith(".class"))
                            .filter(entry -> !entry.endsWith("module-info.class"))
                            .anyMatch(entry -> cluster.getEntry(entry) != null)) {
                        bundled.put(artifact(name), library);
                    }
                }
            }
        }
        return bundled;
    }

    private static Map<String, String> ownTexts(Path library) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(library.toFile())) {
            for (ZipEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                if (entry.getName().matches("(META-INF/)?[^/]*(LICENSE|NOTICE)[^/]*")) {
                    texts.put(entry.getName(), content(jar, entry));
                }
            }
        }
        return texts;
    }

    private static String content(JarFile jar, ZipEntry entry) throws IOException {
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static File clusterJarFile() {
        return new File(System.getProperty("barnhand.clusterJar"));
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().startsWith("barnhand-gait-"))
                    .forEach(jars::add);
        }
        return jars;
    }

    /** Natives have their platform after the version. */
    private static boolean isOf(Path jar, String name) {
        return jar.getFileName().toString().matches("\\Q" + name + "\\E(-.*)?\\.jar");
    }

    /** Without the version, which begins with the first digit after a dash. */
    private static String artifact(String nameAndVersion) {
        return nameAndVersion.replaceFirst("-\\d.*", "");
    }

    private static String starting(Set<String> names, String beginning) {
        return names.stream().filter(name -> name.startsWith(beginning)).findFirst().orElseThrow();
    }
}
