package io.github.hfconnect.leaks;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Fails a test class after which something is still there that was not there before it: see {@link Remains}. Registered for all
 * tests by {@code META-INF/services}.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    /** The configuration parameter for how long threads may take to end, in milliseconds. */
    static final String GRACE = "hfconnect.leaks.grace.ms";

    /** Whoever closes as it should waits for far less; below the 60 s after which idle threads of OkHttp end by themselves. */
    private static final Duration USUAL_GRACE = Duration.ofSeconds(40);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isOutermost(context)) {
            store(context).put(Remains.class, Remains.now());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional.ofNullable(store(context).remove(Remains.class, Remains.class))
                .ifPresent(before -> check(context, before));
    }

    /** Whether the end of this class will be checked. */
    static boolean watches(ExtensionContext context) {
        return store(context).get(Remains.class) != null;
    }

    private static void check(ExtensionContext context, Remains before) {
        Set<Remains.Item> left = leftAfter(grace(context), before);
        if (!left.isEmpty()) {
            throw new AssertionError(context.getDisplayName() + " leaves behind:\n"
                    + left.stream().map(Remains.Item::description).collect(Collectors.joining("\n")));
        }
    }

    /** Waits for threads that are about to end. */
    private static Set<Remains.Item> leftAfter(Duration grace, Remains before) {
        long deadline = System.nanoTime() + grace.toNanos();
        Set<Remains.Item> left = Remains.now().without(before);
        while (!left.isEmpty() && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            left = Remains.now().without(before);
        }
        return left;
    }

    private static Duration grace(ExtensionContext context) {
        return context.getConfigurationParameter(GRACE, Long::valueOf)
                .map(Duration::ofMillis)
                .orElse(USUAL_GRACE);
    }

    /** Nested classes may use what the outer one closes at its end. */
    private static boolean isOutermost(ExtensionContext context) {
        return !AnnotationSupport.isAnnotated(context.getRequiredTestClass(), Nested.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(LeakCheck.class, context.getUniqueId()));
    }
}
