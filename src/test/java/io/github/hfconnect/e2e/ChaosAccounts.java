package io.github.hfconnect.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** What the tasks of all workers say that has become of the records they were given. */
record ChaosAccounts(List<Map<String, Long>> tasks) {

    private static final List<String> ENDS =
            List.of("enriched", "passed", "reported", "dropped", "returned", "in-flight");

    static ChaosAccounts read(List<Integer> jmxPorts) {
        List<Map<String, Long>> tasks = new ArrayList<>();
        for (int port : jmxPorts) {
            tasks.addAll(read(port));
        }
        return new ChaosAccounts(tasks);
    }

    private static List<Map<String, Long>> read(int port) {
        try (JMXConnector connector = RemoteJmx.connect(port)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            List<Map<String, Long>> tasks = new ArrayList<>();
            for (ObjectName name : server.queryNames(new ObjectName("io.github.hfconnect:type=sink-task,*"), null)) {
                Map<String, Long> counts = new TreeMap<>();
                counts.put("consumed", count(server, name, "consumed"));
                for (String end : ENDS) {
                    counts.put(end, count(server, name, end));
                }
                tasks.add(counts);
            }
            return tasks;
        } catch (IOException | JMException e) {
            throw new IllegalStateException("Could not read the metrics at port " + port, e);
        }
    }

    private static long count(MBeanServerConnection server, ObjectName name, String attribute)
            throws IOException, JMException {
        return ((Number) server.getAttribute(name, attribute)).longValue();
    }

    /** Whether every task accounts for every record, and has none left. */
    boolean areClosed() {
        return tasks.stream().allMatch(ChaosAccounts::isClosed);
    }

    private static boolean isClosed(Map<String, Long> task) {
        long ended = ENDS.stream().mapToLong(end -> task.getOrDefault(end, 0L)).sum();
        return task.getOrDefault("in-flight", -1L) == 0 && task.getOrDefault("consumed", -1L) == ended;
    }
}
