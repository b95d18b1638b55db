package io.github.hfconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** A package, and what it may use. */
record Room(String name, Set<String> rooms, Set<String> libraries) {

    static final String ROOT = "io.github.hfconnect";

    private static final Set<String> EVERYWHERE =
            Set.of("java..", "javax..", "org.jspecify..", "com.google.errorprone..");

    /** A package under the root that may use nothing yet. */
    static Room room(String name) {
        return new Room(name, Set.of(), Set.of());
    }

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
