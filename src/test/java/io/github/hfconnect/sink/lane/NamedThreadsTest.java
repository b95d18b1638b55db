package io.github.hfconnect.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

class NamedThreadsTest {

    private final MDCAdapter before = MDC.getMDCAdapter();

    /** The logger of these tests keeps no context; workers' loggers do. */
    @BeforeEach
    void keepContext() throws ReflectiveOperationException {
        use(new BasicMDCAdapter());
    }

    @AfterEach
    void goOnAsBefore() throws ReflectiveOperationException {
        use(before);
    }

    @Test
    void logLinesOfOurThreadsSayWhichTaskTheyAreOf() throws Exception {
        MDC.put("connector.context", "[chat|task-0] ");
        ExecutorService threads = Executors.newFixedThreadPool(2, NamedThreads.daemons("hf-test"));
        MDC.put("connector.context", "[another|task-0] ");

        assertThat(threads.submit(() -> MDC.get("connector.context")).get()).isEqualTo("[chat|task-0] ");
        assertThat(threads.submit(() -> Thread.currentThread().getName()).get()).isEqualTo("hf-test-2");
        threads.shutdown();
    }

    /** A pool starts a thread when somebody needs it, who may be of another plugin. */
    @Test
    void ourThreadsFindClassesWhereTheTaskDoes() throws Exception {
        Thread task = Thread.currentThread();
        ClassLoader own = task.getContextClassLoader();
        try (URLClassLoader plugin = new URLClassLoader(new URL[0], own)) {
            task.setContextClassLoader(plugin);
            ThreadFactory threads = NamedThreads.daemons("hf-test");
            task.setContextClassLoader(own);

            assertThat(threads.newThread(() -> {}).getContextClassLoader()).isSameAs(plugin);
        } finally {
            task.setContextClassLoader(own);
        }
    }

    private static void use(MDCAdapter adapter) throws ReflectiveOperationException {
        Field inUse = MDC.class.getDeclaredField("mdcAdapter");
        inUse.setAccessible(true);
        inUse.set(null, adapter);
    }
}
