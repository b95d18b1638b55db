package io.github.hfconnect.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class LeakCheckTest {

    private static final long GENEROUS = 40_000;

    private static boolean watched;

    @RegisterExtension
    static final BeforeAllCallback ASKS = context -> watched = LeakCheck.watches(context);

    @AfterEach
    void tidyUp() throws Exception {
        Planted.closeAll();
    }

    @ParameterizedTest
    @MethodSource
    void whateverIsLeftBehindFailsTheClass(Class<?> planted, String what) {
        assertThat(failures(planted, 0))
                .singleElement()
                .asString()
                .contains(planted.getSimpleName() + " leaves behind")
                .contains(what);
    }

    static Stream<Arguments> whateverIsLeftBehindFailsTheClass() {
        return Stream.of(
                Arguments.of(Planted.OfOurs.class, "thread hf-planted-1"),
                Arguments.of(Planted.Outer.class, "thread hf-planted-1"),
                Arguments.of(Planted.OkHttpDispatcher.class, "thread OkHttp Dispatcher"),
                Arguments.of(Planted.OkHttpConnection.class, "TaskRunner.awaitTaskToRun"),
                Arguments.of(Planted.OpenMockServer.class, "thread MockWebServer"),
                Arguments.of(Planted.Producer.class, "thread kafka-producer-network-thread | planted"),
                Arguments.of(Planted.Producer.class, "bean kafka.producer:type=app-info,id=planted"),
                Arguments.of(Planted.Consumer.class, "bean kafka.consumer:type=app-info,id=planted"),
                Arguments.of(Planted.AdminClient.class, "thread kafka-admin-client-thread | planted"),
                Arguments.of(Planted.AdminClient.class, "bean kafka.admin.client:type=app-info,id=planted"),
                Arguments.of(Planted.Metrics.class, "bean io.github.hfconnect:type=planted"));
    }

    /** What is closed, what ends by itself, and what the outer class closes for its nested one. */
    @ParameterizedTest
    @ValueSource(classes = {Planted.Closing.class, Planted.EndingLater.class, Planted.ClosingOuter.class})
    void classThatLeavesNothingPasses(Class<?> planted) {
        assertThat(failures(planted, GENEROUS)).isEmpty();
    }

    /** Registered by nothing but files on the class path, the check could be lost unseen. */
    @Test
    void checkIsInForceInThisBuild() {
        assertThat(watched).isTrue();
    }

    private static List<String> failures(Class<?> planted, long graceMillis) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(LeakCheck.GRACE, String.valueOf(graceMillis))
                .selectors(selectClass(planted))
                .execute();
        assertThat(results.testEvents().succeeded().count())
                .as("planted tests that ran")
                .isPositive();
        return results.allEvents().failed().stream().map(LeakCheckTest::message).toList();
    }

    private static String message(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }
}
