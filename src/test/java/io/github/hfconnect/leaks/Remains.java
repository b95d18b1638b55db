package io.github.hfconnect.leaks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What is there at a moment, and has to be closed by whoever made it: threads, Kafka clients and metrics of ours. */
record Remains(Set<Item> items) {

    /** One of them; {@code identity} is the thread or the name of the bean. */
    record Item(Object identity, String description) {

        static Item of(Thread thread, StackTraceElement[] stack) {
            String frames = Arrays.stream(stack)
                    .limit(20)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining());
            return new Item(thread, "  thread " + thread.getName() + " (" + thread.getState() + ")" + frames);
        }

        static Item of(ObjectName bean) {
            return new Item(bean, "  bean " + bean);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item item && identity.equals(item.identity);
        }

        @Override
        public int hashCode() {
            return identity.hashCode();
        }
    }

    /** Not each consumer has a thread, but each client of Kafka shows itself by a bean, as our tasks and transforms do. */
    private static final Set<String> BEANS = Set.of(
            "kafka.producer:type=app-info,*",
            "kafka.consumer:type=app-info,*",
            "kafka.admin.client:type=app-info,*",
            "io.github.hfconnect:*");

    static Remains now() {
        return new Remains(Stream.concat(threads(), beans()).collect(Collectors.toSet()));
    }

    /** What is here and not there. */
    Set<Item> without(Remains others) {
        Set<Item> rest = new HashSet<>(items);
        rest.removeAll(others.items);
        return rest;
    }

    private static Stream<Item> threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> !ProcessThreads.include(thread.getKey().getName(), thread.getValue()))
                .map(thread -> Item.of(thread.getKey(), thread.getValue()));
    }

    private static Stream<Item> beans() {
        return BEANS.stream().flatMap(Remains::named).map(Item::of);
    }

    private static Stream<ObjectName> named(String pattern) {
        try {
            return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(pattern), null).stream();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(pattern, e);
        }
    }
}
