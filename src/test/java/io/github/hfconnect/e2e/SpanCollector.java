package io.github.hfconnect.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Stands in for an OpenTelemetry collector: takes spans by OTLP over HTTP in protobuf, as agents export them by default. */
final class SpanCollector implements AutoCloseable {

    /** A span with the name of the library that made it. */
    record Collected(String scope, Span span) {

        String traceId() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        String spanId() {
            return HexFormat.of().formatHex(span.getSpanId().toByteArray());
        }

        String parentId() {
            return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
        }

        /** The traces that it links to. */
        List<String> linked() {
            return span.getLinksList().stream()
                    .map(link -> HexFormat.of().formatHex(link.getTraceId().toByteArray()))
                    .toList();
        }

        Map<String, Object> attributes() {
            return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, Collected::value));
        }

        private static Object value(KeyValue attribute) {
            return attribute.getValue().hasIntValue()
                    ? attribute.getValue().getIntValue()
                    : attribute.getValue().getStringValue();
        }
    }

    private final HttpServer server;
    private final List<Collected> spans = new CopyOnWriteArrayList<>();

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    static SpanCollector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SpanCollector collector = new SpanCollector(server);
        server.createContext("/v1/traces", collector::take);
        server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes());
            request.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .forEach(this::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void add(ScopeSpans scope) {
        scope.getSpansList()
                .forEach(span -> spans.add(new Collected(scope.getScope().getName(), span)));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of one library so far. */
    List<Collected> of(String scope) {
        return spans.stream().filter(span -> span.scope().equals(scope)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
