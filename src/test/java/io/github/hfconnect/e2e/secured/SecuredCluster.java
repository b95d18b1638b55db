package io.github.hfconnect.e2e.secured;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import io.github.hfconnect.e2e.WorkerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A secured broker and a worker on it, one for all classes that ask for it. */
final class SecuredCluster implements BeforeAllCallback, AfterAllCallback {

    /** What all classes share. */
    record Processes(SecuredBroker broker, WorkerProcess worker) implements AutoCloseable {

        @Override
        public void close() {
            worker.close();
            broker.close();
        }
    }

    private static final String GROUP = "secured";

    private @Nullable Processes processes;

    @Override
    public void beforeAll(ExtensionContext context) {
        processes = context.getRoot()
                .getStore(Namespace.create(SecuredCluster.class))
                .getOrComputeIfAbsent(Processes.class, key -> start(), Processes.class);
    }

    private static Processes start() {
        try {
            SecuredBroker broker = SecuredBroker.start();
            broker.allow(workersRules().bindings());
            return new Processes(broker, WorkerProcess.start(setup(broker)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Connect itself needs: its own topics and group, and for connectors to read, and to write dead letters. */
    private static Rules workersRules() {
        return Rules.of(Principal.WORKER)
                .topics(GROUP + "-", AclOperation.ALL)
                .group(GROUP, AclOperation.READ)
                .groups("connect-", AclOperation.READ)
                .topics("in-", AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE);
    }

    private static WorkerSetup setup(SecuredBroker broker) {
        WorkerSetup setup =
                WorkerSetup.of(broker.bootstrapServers()).group(GROUP).jmx();
        for (String prefix : List.of("", "consumer.", "producer.", "admin.")) {
            broker.client(Principal.WORKER).forEach((key, value) -> setup.property(prefix + key, value));
        }
        return setup;
    }

    /** No password is in the worker's log. */
    @Override
    public void afterAll(ExtensionContext context) {
        for (Principal principal : Principal.values()) {
            if (!logLines(principal.password()).isEmpty()) {
                throw new AssertionError("The log shows a password: " + logLines(principal.password()));
            }
        }
    }

    SecuredBroker broker() {
        return running().broker();
    }

    WorkerProcess worker() {
        return running().worker();
    }

    WorkerMetrics metrics() {
        return WorkerMetrics.of(worker());
    }

    Topics topics() {
        return broker().topics();
    }

    Map<String, String> writer() {
        return broker().client(Principal.WRITER);
    }

    /** How many lines the worker's log gets in a time. */
    int logLinesWithin(Duration time) {
        int before = logLines().size();
        Waiting.pause(time);
        return logLines().size() - before;
    }

    /** Lines of the worker's log that hold all of these texts. */
    List<String> logLines(String... texts) {
        try (Stream<String> lines = Files.lines(worker().log())) {
            return lines.filter(line -> Stream.of(texts).allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Processes running() {
        return Objects.requireNonNull(processes, "used outside of a test");
    }
}
