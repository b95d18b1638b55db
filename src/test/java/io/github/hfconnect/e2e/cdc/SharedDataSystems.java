package io.github.hfconnect.e2e.cdc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hfconnect.bench.postgres.PostgresInstallation;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The same systems for all classes of this package. Skips them where no PostgreSQL server is installed. */
final class SharedDataSystems implements BeforeAllCallback {

    private @Nullable DataSystems systems;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<PostgresInstallation> installation = PostgresInstallation.find();
        assumeTrue(
                installation.isPresent(),
                "no PostgreSQL server is installed (Debian and Ubuntu: apt-get install postgresql)");
        systems = context.getRoot()
                .getStore(Namespace.create(SharedDataSystems.class))
                .getOrComputeIfAbsent(SharedDataSystems.class, key -> start(installation.get()), DataSystems.class);
    }

    private static DataSystems start(PostgresInstallation installation) {
        try {
            return DataSystems.start(installation);
        } catch (IOException e) {
            throw new IllegalStateException("The data systems did not come up", e);
        }
    }

    DataSystems get() {
        return Objects.requireNonNull(systems, "used outside of a test");
    }
}
