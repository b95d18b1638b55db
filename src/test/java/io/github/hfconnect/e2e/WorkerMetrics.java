package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/**
 * What a worker shows in JMX, read from outside.
 *
 * @param port of its JMX
 */
public record WorkerMetrics(int port) {

    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

    /** Which of our beans a part of the plugin has, and where Connect counts the records that it is given. */
    private record Part(String type, String bean, String attribute) {
        static final Part SINK = new Part("sink-task", "sink-task-metrics", "sink-record-send-total");
        static final Part TRANSFORM_OF_SINK = new Part("transform", "sink-task-metrics", "sink-record-read-total");
        static final Part TRANSFORM_OF_SOURCE =
                new Part("transform", "source-task-metrics", "source-record-poll-total");

        /** How often the part was given a record that Connect counts once: a transform hands it back to Connect, and gets it again. */
        long givenAgain(Map<String, Long> terms) {
            return equals(SINK) ? 0 : terms.getOrDefault("returned", 0L);
        }
    }

    /** Of a worker that was set up to show them. */
    public static WorkerMetrics of(WorkerProcess worker) {
        return new WorkerMetrics(worker.jmxPort());
    }

    /** What is asked of a connection. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(MBeanServerConnection beans) throws JMException, IOException;
    }

    /**
     * Waits until nothing of the connector is in flight, and asserts that each of its tasks accounts for every record that
     * Connect has given to it: {@code consumed = enriched + passed + reported + dropped + returned}.
     *
     * @return the sums over all tasks, by term
     */
    public Map<String, Long> assertBalanced(String connector) {
        return assertBalanced(connector, Part.SINK);
    }

    /** The same of the transform in another sink's tasks, which is given what they read. */
    public Map<String, Long> assertTransformOfSinkBalanced(String connector) {
        return assertBalanced(connector, Part.TRANSFORM_OF_SINK);
    }

    /** The same of the transform in a source's tasks, which is given what they poll. */
    public Map<String, Long> assertTransformOfSourceBalanced(String connector) {
        return assertBalanced(connector, Part.TRANSFORM_OF_SOURCE);
    }

    private Map<String, Long> assertBalanced(String connector, Part part) {
        Waiting.until(Waiting.PATIENCE, () -> sum(connector, part, "in-flight") == 0);
        Map<String, Long> terms = new TreeMap<>();
        for (ObjectName task : tasks(connector, part)) {
            Map<String, Long> ofTask = numbers(task);
            assertThat(ofTask.get("consumed"))
                    .as("records of %s in %s", task, ofTask)
                    .isEqualTo(total(ofTask))
                    .isEqualTo(given(task, part) + part.givenAgain(ofTask));
            ofTask.forEach((name, value) -> terms.merge(name, value, Long::sum));
        }
        assertThat(terms).as("metrics of %s", connector).isNotEmpty();
        return terms;
    }

    /** Whether a task of the connector is here. */
    public boolean shows(String connector) {
        return !tasks(connector, Part.SINK).isEmpty();
    }

    /** One metric of all tasks of a connector, added up. */
    public long sum(String connector, String metric) {
        return sum(connector, Part.SINK, metric);
    }

    private long sum(String connector, Part part, String metric) {
        return tasks(connector, part).stream()
                .mapToLong(task -> numbers(task).getOrDefault(metric, 0L))
                .sum();
    }

    /** A metric of the consumer of a connector's first task; -1 where there is none. */
    public long consumer(String connector, String metric) {
        return connect("kafka.consumer:type=consumer-metrics,client-id=connector-consumer-" + connector + "-0")
                .getOrDefault(metric, -1L);
    }

    /** What the worker's own registry shows of our metrics of a connector's first task (KIP-877); -1 where it has none. */
    public long ofRegistry(String connector, String metric) {
        return connect("kafka.connect:type=plugins,connector=" + connector + ",task=0")
                .getOrDefault(metric, -1L);
    }

    /** The names of all threads of the worker. */
    public List<String> threads() {
        return ask(beans -> {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return Arrays.stream(threads.dumpAllThreads(false, false))
                    .map(ThreadInfo::getThreadName)
                    .toList();
        });
    }

    /** Bytes of the worker's heap that are in use once what is not reachable has been collected. */
    public long heapAfterCollection() {
        return ask(beans -> {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        });
    }

    /**
     * Bytes of all objects in the worker's heap that are reachable. Unlike {@link #heapAfterCollection} it holds nothing of what a busy
     * machine lets a worker allocate before it is asked, nor what a collection leaves in regions that are nearly full.
     */
    public long liveBytes() {
        String histogram = ask(beans -> String.valueOf(beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()})));
        Matcher total = HISTOGRAM_TOTAL.matcher(histogram);
        assertThat(total.find()).as(histogram).isTrue();
        return Long.parseLong(total.group(1));
    }

    /** How often the consumer of a connector's first task has taken part in a rebalance. */
    public long rebalances(String connector) {
        return connect("kafka.consumer:type=consumer-coordinator-metrics,client-id=connector-consumer-" + connector
                        + "-0")
                .getOrDefault("rebalance-total", 0L);
    }

    /** All attributes of all beans as text, for a look at what they show. */
    public Set<String> everything() {
        return ask(beans -> beans.queryNames(null, null).stream()
                .map(name -> name + " " + readable(beans, name))
                .collect(Collectors.toSet()));
    }

    private static long total(Map<String, Long> task) {
        return Arrays.stream(new String[] {"enriched", "passed", "reported", "dropped", "returned", "in-flight"})
                .mapToLong(task::get)
                .sum();
    }

    /** Connect's own count, which knows nothing of ours. */
    private long given(ObjectName task, Part part) {
        return connect("kafka.connect:type=" + part.bean() + ",connector=" + task.getKeyProperty("connector") + ",task="
                        + task.getKeyProperty("task"))
                .getOrDefault(part.attribute(), -1L);
    }

    private Set<ObjectName> tasks(String connector, Part part) {
        return ask(beans -> beans.queryNames(
                new ObjectName("io.github.hfconnect:type=" + part.type() + ",connector=" + connector + ",*"), null));
    }

    private Map<String, Long> connect(String name) {
        return ask(beans -> beans.isRegistered(new ObjectName(name)) ? numbers(new ObjectName(name)) : Map.of());
    }

    /** Empty where the task has just ended. */
    private Map<String, Long> numbers(ObjectName name) {
        return ask(beans -> {
            Map<String, Long> numbers = new TreeMap<>();
            for (Attribute attribute : attributes(beans, name)) {
                if (attribute.getValue() instanceof Number number) {
                    numbers.put(attribute.getName(), number.longValue());
                }
            }
            return numbers;
        });
    }

    private static Iterable<Attribute> attributes(MBeanServerConnection beans, ObjectName name)
            throws JMException, IOException {
        if (!beans.isRegistered(name)) {
            return Set.of();
        }
        String[] names = Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        return beans.getAttributes(name, names).asList();
    }

    /** Attributes one by one: some beans of Connect's have one of a class that only a worker knows. */
    private static String readable(MBeanServerConnection beans, ObjectName name) {
        try {
            return Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                    .map(attribute -> attribute.getName() + " = " + value(beans, name, attribute.getName()))
                    .collect(Collectors.joining(", "));
        } catch (JMException e) {
            // It has just gone.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("The bean " + name + " cannot be read", e);
        }
    }

    /** With what stands in arrays; where it cannot be had, the reason, which names its class. */
    private static String value(MBeanServerConnection beans, ObjectName name, String attribute) {
        try {
            return Arrays.deepToString(new Object[] {beans.getAttribute(name, attribute)});
        } catch (JMException | RuntimeException | IOException e) {
            return String.valueOf(e);
        }
    }

    private <T> T ask(Question<T> question) {
        try (JMXConnector connection = RemoteJmx.connect(port)) {
            return question.ask(connection.getMBeanServerConnection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException("The metrics of the worker cannot be read", e);
        }
    }
}
