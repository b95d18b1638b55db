package io.github.hfconnect;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may know whom: {@code cli -> sink, transform -> config -> record, http -> inference}, and nothing points back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayeringTest {

    private static final String ROOT = "io.github.hfconnect";

    private JavaClasses shipped = new ClassFileImporter().importClasses();

    @BeforeAll
    void importShippedClasses() {
        // The demo is compiled with the tests, so that leaving out test output leaves out the demo too.
        shipped = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void arrowsPointFromTheEdgeToTheDomain() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy(ROOT + ".cli")
                .layer("plugin")
                .definedBy(ROOT)
                .layer("sink")
                .definedBy(ROOT + ".sink")
                .layer("transform")
                .definedBy(ROOT + ".transform")
                .layer("config")
                .definedBy(ROOT + ".config")
                .layer("record")
                .definedBy(ROOT + ".record")
                .layer("http")
                .definedBy(ROOT + ".http")
                .layer("cache")
                .definedBy(ROOT + ".cache")
                .layer("metrics")
                .definedBy(ROOT + ".metrics")
                .layer("inference")
                .definedBy(ROOT + ".inference")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("plugin")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("sink")
                .mayOnlyBeAccessedByLayers("plugin", "cli")
                .whereLayer("transform")
                .mayOnlyBeAccessedByLayers("plugin", "cli")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("sink", "transform", "plugin", "cli")
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("config", "sink", "transform", "plugin", "cli")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("config", "sink", "transform", "plugin", "cli")
                .whereLayer("cache")
                .mayOnlyBeAccessedByLayers("config", "sink", "transform", "plugin")
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("sink", "transform", "plugin", "cli")
                .check(shipped);
    }

    @Test
    void metricsKnowTheDomainAndTheJdk() {
        onlyDependsOn("metrics", "java..", "javax.management..", "org.slf4j..").check(shipped);
    }

    @Test
    void cacheKnowsTheDomainAndCaffeine() {
        onlyDependsOn("cache", "java..", "com.github.benmanes.caffeine..").check(shipped);
    }

    @Test
    void domainKnowsOnlyTheJdk() {
        onlyDependsOn("inference", "java..").check(shipped);
    }

    @Test
    void kafkaStopsBeforeTheHttpEdge() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(shipped);
    }

    @Test
    void httpLibrariesStopAtTheHttpEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "com.fasterxml.jackson..", "dev.harrel..")
                .check(shipped);
    }

    @Test
    void recordsKnowConnectsDataAndNoClients() {
        onlyDependsOn("record", "java..", "org.apache.kafka.connect..").check(shipped);
    }

    @Test
    void onlyTheCommandLineKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(shipped);
    }

    @Test
    void kafkaInternalsThatMoveBetweenVersionsAreLeftAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.kafka.common.utils")
                        .and(not(JavaClass.Predicates.simpleName("Utils"))))
                .check(shipped);
    }

    private static ArchRule onlyDependsOn(String layer, String... libraries) {
        String[] allowed = Stream.concat(
                        Stream.of(ROOT + "." + layer, ROOT + ".inference", "org.jspecify..", "com.google.errorprone.."),
                        Stream.of(libraries))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + layer)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
