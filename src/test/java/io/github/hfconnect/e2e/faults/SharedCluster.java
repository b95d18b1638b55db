package io.github.hfconnect.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One cluster for all classes whose cases do not disturb its processes; each case has a connector and topics of its own. After
 * each class the worker's log is searched for secrets.
 */
final class SharedCluster implements BeforeAllCallback, AfterAllCallback {

    private @Nullable FaultCluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = context.getRoot()
                .getStore(Namespace.create(SharedCluster.class))
                .getOrComputeIfAbsent(SharedCluster.class, key -> start(), FaultCluster.class);
    }

    private static FaultCluster start() {
        try {
            return FaultCluster.start("faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SecretScan.ofLog(get());
    }

    FaultCluster get() {
        return Objects.requireNonNull(cluster, "used outside of a test");
    }
}
