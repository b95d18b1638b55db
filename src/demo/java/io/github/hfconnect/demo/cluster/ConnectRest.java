package io.github.hfconnect.demo.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The requests to a worker's REST interface that a test or the demo makes. Answers that are no success are thrown. */
public final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RUNNING_LIMIT = Duration.ofSeconds(60);

    private final RestCall call;

    /** A client of the worker at that address. */
    public ConnectRest(URI base) {
        this.call = new RestCall(base);
    }

    /** The worker's address. */
    public URI base() {
        return call.base();
    }

    /** Whether the worker has joined its group and takes connectors. */
    public boolean isReady() {
        return call.succeeds("/connectors");
    }

    /** Creates a connector from the JSON of a file in {@code connectors/}: {@code {"name": ..., "config": {...}}}. */
    public void post(String connectorJson) {
        call.send("POST", "/connectors", connectorJson);
    }

    /** Creates a connector or changes its configuration. */
    public void put(String name, Map<String, String> config) {
        call.send(
                "PUT",
                "/connectors/" + name + "/config",
                JSON.valueToTree(config).toString());
    }

    /** Names of all connectors. */
    public List<String> connectors() {
        List<String> names = new ArrayList<>();
        call.get("/connectors").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The state of a connector and its tasks. */
    public ConnectorStatus status(String name) {
        return ConnectorStatus.of(call.get("/connectors/" + name + "/status"));
    }

    /** The configuration that each task of a connector has now. */
    public List<Map<String, String>> taskConfigs(String name) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (JsonNode task : call.get("/connectors/" + name + "/tasks")) {
            configs.add(JSON.convertValue(task.path("config"), new TypeReference<Map<String, String>>() {}));
        }
        return configs;
    }

    /**
     * Waits until the connector and at least that many tasks run.
     *
     * @throws IllegalStateException with the trace where something failed, or the last status where the time is over
     */
    public void awaitRunning(String name, int atLeastTasks) {
        boolean decided = Await.until(RUNNING_LIMIT, () -> runsOrFailed(name, atLeastTasks));
        ConnectorStatus status = status(name);
        if (!decided || !status.runs(atLeastTasks)) {
            throw new IllegalStateException("The connector " + name + " does not run: " + status);
        }
    }

    /** What the worker would say to that configuration; nothing is created. */
    public Validation validate(String connectorClass, Map<String, String> config) {
        String path = "/connector-plugins/" + connectorClass + "/config/validate";
        return Validation.of(call.send("PUT", path, JSON.valueToTree(config).toString()));
    }

    /** Every plugin that the worker has loaded: connectors, transforms, predicates, converters. */
    public List<InstalledPlugin> plugins() {
        List<InstalledPlugin> plugins = new ArrayList<>();
        for (JsonNode plugin : call.get("/connector-plugins?connectorsOnly=false")) {
            plugins.add(new InstalledPlugin(
                    plugin.path("class").asText(),
                    plugin.path("type").asText(),
                    plugin.path("version").asText("undefined")));
        }
        return plugins;
    }

    /** The keys that a plugin defines. */
    public Set<String> configKeys(String pluginClass) {
        Set<String> keys = new HashSet<>();
        call.get("/connector-plugins/" + pluginClass + "/config")
                .forEach(key -> keys.add(key.path("name").asText()));
        return keys;
    }

    /** Sets the level of a logger and of those below it, on this worker. */
    public void logLevel(String logger, String level) {
        call.send("PUT", "/admin/loggers/" + logger, "{\"level\":\"" + level + "\"}");
    }

    /** Removes a connector; its consumer group stays. */
    public void delete(String name) {
        call.send("DELETE", "/connectors/" + name, "");
    }

    /** Stops the flow of records and keeps the tasks. */
    public void pause(String name) {
        call.send("PUT", "/connectors/" + name + "/pause", "");
    }

    /** Lets a paused or stopped connector go on. */
    public void resume(String name) {
        call.send("PUT", "/connectors/" + name + "/resume", "");
    }

    /** Ends the tasks and keeps the configuration and offsets. */
    public void stop(String name) {
        call.send("PUT", "/connectors/" + name + "/stop", "");
    }

    /** Restarts a connector with all its tasks. */
    public void restart(String name) {
        call.send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=false", "");
    }

    private boolean runsOrFailed(String name, int atLeastTasks) {
        try {
            ConnectorStatus status = status(name);
            return status.runs(atLeastTasks) || !status.failure().isEmpty();
        } catch (ConnectRestException e) {
            // The status of a connector that was just created is not known yet.
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }
}
