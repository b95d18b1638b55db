package io.github.hfconnect.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenResourcesTest {

    private final List<String> closed = new ArrayList<>();
    private final OpenResources resources = new OpenResources();

    @Test
    void theLastIsClosedFirstAndEachOnce() {
        open("first");
        open("second");

        resources.close();
        resources.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void oneThatFailsKeepsNoOtherOpenAndAllFailuresAreTold() {
        open("first");
        resources.add(() -> {
            throw new IOException("broken pipe");
        });
        resources.add(() -> {
            throw new IllegalStateException("busy");
        });

        assertThatThrownBy(resources::close)
                .hasMessage("busy")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasRootCauseMessage("broken pipe"));

        assertThat(closed).containsExactly("first");
    }

    @Test
    void whatHasGoneWrongBeforeStaysTheReason() {
        open("first");
        resources.add(() -> {
            throw new IllegalStateException("busy");
        });
        RuntimeException reason = new RuntimeException("no such setting");

        resources.closeAfter(reason);

        assertThat(reason.getSuppressed()).hasSize(1);
        assertThat(closed).containsExactly("first");
    }

    private void open(String name) {
        AutoCloseable resource = resources.add(() -> closed.add(name));
        assertThat(resource).isNotNull();
    }
}
