package io.github.hfconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.hfconnect.Room.ROOT;
import static io.github.hfconnect.Room.room;
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
import io.github.hfconnect.inference.Time;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. Each room names the rooms and the libraries that it may use; there are no circles. */
class LayeringTest {

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

    private static final ArchRule IN_A_ROOM = classes()
            .should()
            .resideInAnyPackage(ROOMS.stream().map(Room::packageName).toArray(String[]::new));

    private static final ArchRule NO_CIRCLES =
            slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles();

    private static final ArchRule NO_KAFKA_INTERNALS = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.kafka.common.utils")
                    .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("Utils"))));

    /** What the machine's clock is asked by; {@link Time} is the way there, so that each test may bring its own. */
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.time.Instant.now",
            "java.time.Clock.systemUTC");

    private static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .areNotAssignableTo(Time.class)
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "the machine's clock",
                    access -> CLOCKS.contains(access.getTargetOwner().getName() + "." + access.getName())));

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            // Demo and benchmark are compiled with the tests, so that leaving out test output leaves them out too.
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

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
        IN_A_ROOM.check(SHIPPED);
    }

    @Test
    void noRoomIsEmpty() {
        assertThat(SHIPPED.stream().map(JavaClass::getPackageName))
                .containsAll(ROOMS.stream().map(Room::packageName).toList());
    }

    @Test
    void thereAreNoCircles() {
        NO_CIRCLES.check(SHIPPED);
    }

    @Test
    void kafkaInternalsThatMoveBetweenVersionsAreLeftAlone() {
        NO_KAFKA_INTERNALS.check(SHIPPED);
    }

    @Test
    void nobodyLooksAtTheMachinesClockButByTime() {
        ONE_CLOCK.check(SHIPPED);
    }

    /** What these rules are worth: a class that uses what its room may not is found, for every room and everything. */
    @Test
    void aPlantedViolationIsFound(@TempDir Path output) {
        Map<Room, List<Planted>> planted =
                ROOMS.stream().collect(Collectors.toMap(room -> room, LayeringTest::violations));
        JavaClasses classes =
                compiled(planted.values().stream().flatMap(List::stream).toList(), output);

        planted.forEach((room, violations) -> violations.forEach(each -> assertFound(room.rule(), each, classes)));
    }

    /** The same of the rules that are no room's. */
    @Test
    void aPlantedViolationOfEachOtherRuleIsFound(@TempDir Path output) {
        Map<ArchRule, Planted> planted = Map.of(
                IN_A_ROOM, new Planted(ROOT + ".util", "Helper", "String used"),
                NO_KAFKA_INTERNALS, new Planted(ROOT + ".kafka", "Clock", "org.apache.kafka.common.utils.Time used"),
                ONE_CLOCK, new Planted(ROOT + ".sink", "Stopwatch", "long used = System.nanoTime()"));
        JavaClasses classes = compiled(List.copyOf(planted.values()), output);

        planted.forEach((rule, each) -> assertFound(rule, each, classes));
    }

    @Test
    void aPlantedCircleIsFound(@TempDir Path output) {
        JavaClasses circle = compiled(
                List.of(
                        new Planted(ROOT + ".task", "Egg", ROOT + ".server.Hen used"),
                        new Planted(ROOT + ".server", "Hen", ROOT + ".task.Egg used")),
                output);

        assertThat(NO_CIRCLES.evaluate(circle).hasViolation()).isTrue();
    }

    private static void assertFound(ArchRule rule, Planted planted, JavaClasses classes) {
        JavaClasses alone = classes.that(DescribedPredicate.describe(
                planted.toString(), type -> type.getName().equals(planted.className())));
        assertThat(alone).hasSize(1);
        assertThat(rule.evaluate(alone).hasViolation())
                .as("%s finds %s", rule.getDescription(), planted)
                .isTrue();
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
                .forEach(type ->
                        planted.add(new Planted(room.packageName(), "Planted" + planted.size(), type + " used")));
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

    private static JavaClasses compiled(List<Planted> planted, Path output) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<String> options =
                List.of("-d", output.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, planted).call())
                .isTrue();
        return new ClassFileImporter().importPath(output);
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
