package io.github.hfconnect.demo.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint of a call and sends what it answers. Filled before the server starts, not changed afterwards. */
final class Router implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Map<String, Map<String, Endpoint>> methodsByPath = new HashMap<>();
    private final Endpoint unknownPath;

    Router(Endpoint unknownPath) {
        this.unknownPath = unknownPath;
    }

    Router get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    Router post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    private Router add(String method, String path, Endpoint endpoint) {
        methodsByPath.computeIfAbsent(path, first -> new TreeMap<>()).put(method, endpoint);
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(new Call(exchange)).send(exchange);
        }
    }

    private Reply answer(Call call) throws IOException {
        try {
            return endpoint(call).reply(call);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            return Reply.json(500, Map.of("error", "unknown error"));
        }
    }

    private Endpoint endpoint(Call call) {
        Map<String, Endpoint> methods = methodsByPath.get(call.path());
        if (methods == null) {
            return unknownPath;
        }
        Reply wrongMethod = Reply.empty(405).with(Map.of("allow", String.join(",", methods.keySet())));
        return methods.getOrDefault(call.method(), anyCall -> wrongMethod);
    }
}
