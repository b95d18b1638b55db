package io.github.hfconnect.bench.bed;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.hfconnect.bench.result.BenchFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a worker, over JMX, what it has spent and what it has done. */
public final class WorkerProbe implements AutoCloseable {

    private static final List<String> SETTLED = List.of("enriched", "passed", "reported", "dropped");

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final OperatingSystemMXBean system;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final CompilationMXBean compilation;
    private final Map<Long, Long> allocatedByThread = new HashMap<>();

    private WorkerProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.system = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class);
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.compilation = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class);
    }

    /** Connects to a JVM of this machine, which this process has started itself: nothing foreign is deserialized. */
    @SuppressWarnings("BanJNDI")
    static WorkerProbe connect(int port) throws IOException {
        String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
        return new WorkerProbe(JMXConnectorFactory.connect(new JMXServiceURL(url)));
    }

    /** Where the worker stands with a connector. */
    Sample sample(String connectorName) {
        return new Sample(
                System.nanoTime(), system.getProcessCpuTime(), allocatedBytes(), settled(counters(connectorName)));
    }

    /** The counters of the accounting equation, over all tasks of a connector. */
    Map<String, Long> counters(String connectorName) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (ObjectName task : names("io.github.hfconnect:type=sink-task,connector=" + connectorName + ",task=*")) {
            List<String> all =
                    List.of("consumed", "enriched", "passed", "reported", "dropped", "returned", "in-flight");
            numbers(task, all).forEach((name, value) -> sums.merge(name, value.longValue(), Long::sum));
        }
        return sums;
    }

    /** One number, over all tasks of a connector. */
    public long sum(String connectorName, String attribute) {
        return names("io.github.hfconnect:type=sink-task,connector=" + connectorName + ",task=*").stream()
                .flatMap(task -> numbers(task, List.of(attribute)).values().stream())
                .mapToLong(Number::longValue)
                .sum();
    }

    /** Records that nothing more is owed for; those that were returned are read again. */
    static long settled(Map<String, Long> counters) {
        return SETTLED.stream()
                .mapToLong(name -> counters.getOrDefault(name, 0L))
                .sum();
    }

    /** How often the consumers of a connector have joined their group so far. */
    long rebalances(String connectorName) {
        String group = "kafka.consumer:type=consumer-coordinator-metrics,client-id=connector-consumer-" + connectorName;
        return names(group + "-*").stream()
                .mapToLong(name -> numbers(name, List.of("rebalance-total")).values().stream()
                        .mapToLong(Number::longValue)
                        .sum())
                .sum();
    }

    /** For how long the worker's compilers have been at work. */
    public Duration compiling() {
        return Duration.ofMillis(compilation.getTotalCompilationTime());
    }

    /** Bytes on the heap after a full collection. */
    public long liveHeapBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private long allocatedBytes() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            // -1 where the thread has ended in between.
            allocatedByThread.merge(ids[i], Math.max(0, bytes[i]), Math::max);
        }
        return allocatedByThread.values().stream().mapToLong(Long::longValue).sum();
    }

    private Set<ObjectName> names(String pattern) {
        try {
            return server.queryNames(new ObjectName(pattern), null);
        } catch (JMException | IOException e) {
            throw new BenchFailedException("The worker does not answer over JMX", e);
        }
    }

    private Map<String, Number> numbers(ObjectName bean, List<String> attributes) {
        Map<String, Number> numbers = new HashMap<>();
        try {
            for (Attribute attribute : server.getAttributes(bean, attributes.toArray(String[]::new))
                    .asList()) {
                numbers.put(attribute.getName(), (Number) attribute.getValue());
            }
        } catch (JMException e) {
            // The task has ended in between.
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return numbers;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The worker has gone first.
        }
    }
}
