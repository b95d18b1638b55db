package io.github.hfconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. Each room names the rooms and the libraries that it may use; there are no circles. */
class LayeringTest {

    private static final String ROOT = "io.github.hfconnect";

    private static final Set<String> EVERYWHERE =
            Set.of("java..", "javax..", "org.jspecify..", "com.google.errorprone..");

    /** The libraries that a room may not use unless it is named here. */
    private static final Set<String> LIBRARIES = Set.of(
            "okhttp3.OkHttpClient",
            "com.fasterxml.jackson.databind.JsonNode",
            "dev.harrel.jsonschema.Validator",
            "com.github.benmanes.caffeine.cache.Cache",
            "picocli.CommandLine",
            "io.opentelemetry.api.trace.Span",
            "org.slf4j.Logger",
            "org.apache.kafka.connect.data.Schema",
            "org.apache.kafka.clients.producer.Producer");

    private static final String JSON = "com.fasterxml.jackson..";
    private static final String LOG = "org.slf4j..";
    private static final String KAFKA = "org.apache.kafka..";

    private static final List<Room> ROOMS = List.of(
            room("inference"),
            room("resilience.concurrency").knows("inference"),
            room("resilience").knows("inference", "resilience.concurrency"),
            room("kafka").knows("inference", "resilience").uses(KAFKA, LOG),
            room("trace").knows("inference").uses("io.opentelemetry.."),
            room("chunk").knows("inference"),
            room("cache").knows("inference").uses("com.github.benmanes.caffeine.."),
            room("cache.topic")
                    .knows("inference", "resilience", "kafka", "cache")
                    .uses(KAFKA, LOG),
            room("state").knows("inference", "resilience", "kafka").uses(KAFKA, LOG, JSON),
            room("metrics").knows("inference").uses(LOG),
            room("record.path").uses("org.apache.kafka.connect.."),
            room("record.value").knows("inference", "record.path").uses("org.apache.kafka.connect.."),
            room("record.input")
                    .knows("inference", "record.path", "record.value")
                    .uses("org.apache.kafka.connect.."),
            room("record.output")
                    .knows("inference", "record.path", "record.value")
                    .uses("org.apache.kafka.connect.."),
            room("record")
                    .knows("inference", "record.path", "record.value", "record.input", "record.output")
                    .uses("org.apache.kafka.connect.."),
            room("answer").knows("inference").uses(JSON),
            room("schema").knows("inference", "answer").uses(JSON, "dev.harrel.."),
            room("task").knows("inference", "answer").uses(JSON),
            room("task.chat").knows("inference", "answer", "schema", "task").uses(JSON),
            room("task.media").knows("inference", "answer", "task").uses(JSON),
            room("task.catalog").knows("task", "task.chat", "task.media"),
            room("server").knows("inference", "answer", "task").uses(JSON),
            room("server.openai")
                    .knows("inference", "answer", "schema", "task", "task.chat", "server")
                    .uses(JSON),
            room("server.huggingface")
                    .knows("inference", "answer", "task", "server")
                    .uses(JSON),
            room("server.tei").knows("inference", "answer", "task", "server").uses(JSON),
            room("server.tgi")
                    .knows("inference", "answer", "task", "task.chat", "server", "server.openai")
                    .uses(JSON),
            room("server.together").knows("inference", "task.chat", "server", "server.openai"),
            room("server.vllm")
                    .knows("inference", "answer", "task", "task.chat", "server", "server.openai")
                    .uses(JSON),
            room("server.evolink")
                    .knows("inference", "answer", "task.chat", "server", "server.openai")
                    .uses(JSON),
            room("server.provider")
                    .knows("inference", "answer", "task", "task.media", "server")
                    .uses(JSON),
            room("server.catalog")
                    .knows("inference", "answer", "task", "task.chat", "server", "server.openai")
                    .knows(
                            "server.huggingface",
                            "server.tei",
                            "server.tgi",
                            "server.together",
                            "server.vllm",
                            "server.evolink")
                    .knows("server.provider")
                    .uses(JSON),
            room("http.transport")
                    .knows("inference", "answer", "server", "http.ratelimit")
                    .uses("kotlin..", "okhttp3..", "okio..", LOG),
            room("http.download")
                    .knows("inference", "answer", "task", "task.media", "server", "http.transport")
                    .uses("okhttp3.."),
            room("http")
                    .knows("inference", "answer", "task", "server", "server.huggingface", "server.catalog")
                    .knows("http.transport", "http.download")
                    .uses(JSON, LOG),
            room("http.ratelimit").knows("inference", "answer", "server"),
            room("config.value")
                    .knows("kafka", "chunk", "record.path", "task", "server")
                    .uses(KAFKA),
            room("config.keys")
                    .knows("inference", "resilience", "kafka", "chunk", "cache", "record.path")
                    .knows("record.input", "record.output", "schema", "task", "task.chat", "task.catalog")
                    .knows("server", "server.openai", "server.catalog", "http.transport", "config.value")
                    .uses(KAFKA),
            room("config")
                    .knows("inference", "resilience", "resilience.concurrency", "kafka", "cache", "chunk")
                    .knows(
                            "record.path",
                            "record.input",
                            "record.output",
                            "http.transport",
                            "config.keys",
                            "config.value")
                    .knows("schema", "task", "task.chat", "server", "server.openai", "server.catalog")
                    .uses(KAFKA, LOG),
            room("wiring")
                    .knows("inference", "resilience", "resilience.concurrency", "cache", "chunk", "record")
                    .knows("record.input", "record.output", "http", "http.transport", "config", "config.keys")
                    .knows("config.value", "task", "trace")
                    .uses(LOG),
            room("sink.lane")
                    .knows("inference", "record", "config", "config.value")
                    .uses(KAFKA, LOG),
            room("sink.output")
                    .knows("inference", "resilience", "kafka", "metrics", "record", "record.output", "config")
                    .knows("config.value", "record.value", "sink.lane", "trace")
                    .uses(KAFKA, LOG, JSON),
            room("sink.exactlyonce")
                    .knows("inference", "resilience", "kafka", "metrics", "config", "sink.lane", "sink.output")
                    .knows("trace")
                    .uses(KAFKA, LOG),
            room("sink.documents")
                    .knows("inference", "kafka", "metrics", "chunk", "record", "config")
                    .knows("config.keys", "config.value", "sink.lane", "sink.output")
                    .uses(KAFKA, LOG),
            room("sink")
                    .knows("inference", "resilience", "cache", "chunk", "metrics", "record")
                    .knows("record.input", "config", "config.keys", "config.value", "wiring", "sink.lane")
                    .knows("sink.output", "sink.exactlyonce", "sink.documents", "kafka", "cache.topic", "state")
                    .uses(KAFKA, LOG),
            room("transform")
                    .knows("inference", "resilience", "kafka", "cache", "metrics", "record", "record.path")
                    .knows("record.input", "config", "config.keys", "config.value", "wiring")
                    .uses(KAFKA, LOG),
            room("probe").knows("inference", "task", "http", "http.transport", "config"),
            room("").knows("record", "record.path", "config", "probe", "sink", "transform")
                    .uses(KAFKA),
            room("cli")
                    .knows("inference", "resilience", "chunk", "record", "record.path", "record.input")
                    .knows("http.transport", "kafka", "config", "config.value", "wiring", "probe", "sink.documents", "")
                    .uses(KAFKA, LOG, "picocli.."));

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            // Demo and benchmark are compiled with the tests, so that leaving out test output leaves them out too.
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** A package, and what it may use. */
    private record Room(String name, Set<String> rooms, Set<String> libraries) {

        Room knows(String... more) {
            return new Room(name, union(rooms, more), libraries);
        }

        Room uses(String... more) {
            return new Room(name, rooms, union(libraries, more));
        }

        private static Set<String> union(Set<String> some, String... more) {
            return Set.copyOf(Stream.concat(some.stream(), Stream.of(more)).toList());
        }

        String packageName() {
            return name.isEmpty() ? ROOT : ROOT + "." + name;
        }

        ArchRule rule() {
            String[] allowed = Stream.of(
                            EVERYWHERE.stream(),
                            libraries.stream(),
                            Stream.of(packageName()),
                            rooms.stream().map(other -> room(other).packageName()))
                    .flatMap(packages -> packages)
                    .toArray(String[]::new);
            return classes()
                    .that()
                    .resideInAPackage(packageName())
                    .should()
                    .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed)
                            .or(DescribedPredicate.describe("arrays of these", JavaClass::isArray))
                            .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive)));
        }

        @Override
        public String toString() {
            return packageName();
        }
    }

    private static Room room(String name) {
        return new Room(name, Set.of(), Set.of());
    }

    static List<Room> rooms() {
        return ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyWhomItMay(Room room) {
        room.rule().check(SHIPPED);
    }

    @Test
    void everyClassHasARoom() {
        assertThat(SHIPPED.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ROOMS.stream().map(Room::packageName).toList());
    }

    @Test
    void thereAreNoCircles() {
        slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles().check(SHIPPED);
    }

    @Test
    void kafkaInternalsThatMoveBetweenVersionsAreLeftAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.kafka.common.utils")
                        .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("Utils"))))
                .check(SHIPPED);
    }

    /** What these rules are worth: a class that uses what its room may not is found, for every room and everything. */
    @Test
    void aPlantedViolationIsFound(@TempDir Path output) {
        Map<Room, List<Planted>> planted =
                ROOMS.stream().collect(Collectors.toMap(room -> room, LayeringTest::violations));
        compile(planted.values().stream().flatMap(List::stream).toList(), output);
        JavaClasses classes = new ClassFileImporter().importPath(output);

        planted.forEach((room, violations) -> {
            for (Planted each : violations) {
                JavaClasses alone = classes.that(DescribedPredicate.describe(
                        each.used(), type -> type.getName().equals(room.packageName() + "." + each.name())));
                assertThat(room.rule().evaluate(alone).hasViolation())
                        .as("%s uses %s", room, each.used())
                        .isTrue();
            }
        });
    }

    private static List<Planted> violations(Room room) {
        List<Planted> planted = new ArrayList<>();
        Stream<String> ofRooms = ROOMS.stream()
                .filter(other -> !other.equals(room) && !room.rooms().contains(other.name()))
                .flatMap(LayeringTest::somePublicClass);
        Stream<String> ofLibraries = LIBRARIES.stream()
                .filter(type -> room.libraries().stream()
                        .noneMatch(allowed -> type.startsWith(allowed.substring(0, allowed.length() - 1))));
        Stream.concat(ofRooms, ofLibraries)
                .forEach(type -> planted.add(new Planted(room.packageName(), "Planted" + planted.size(), type)));
        return planted;
    }

    private static Stream<String> somePublicClass(Room room) {
        return SHIPPED.stream()
                .filter(type -> type.getPackageName().equals(room.packageName()))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName)
                .min(Comparator.naturalOrder())
                .stream();
    }

    private static void compile(List<Planted> planted, Path output) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<String> options =
                List.of("-d", output.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, planted).call())
                .isTrue();
    }

    /** The source of a class in a room that uses a type. */
    private static final class Planted extends SimpleJavaFileObject {

        private final String packageName;
        private final String name;
        private final String used;

        Planted(String packageName, String name, String used) {
            super(
                    URI.create("planted:///" + packageName.replace('.', '/') + "/" + name + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.packageName = packageName;
            this.name = name;
            this.used = used;
        }

        String name() {
            return name;
        }

        String used() {
            return used;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "package %s; class %s { %s used; }".formatted(packageName, name, used);
        }
    }

    /** Each package by itself: {@code server} and {@code server.openai} are two rooms. */
    private static final class PackageSlices implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }
}
