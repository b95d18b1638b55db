package io.github.hfconnect.e2e.cdc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The ways from a table to its copy with vectors: who asks the model, how values are written, what an update says. */
enum CapturePath {
    SINK_JSON_DEFAULT(10_000),
    SINK_AVRO_FULL(1_000),
    TRANSFORM_JSON_FULL(1_000),
    TRANSFORM_AVRO_DEFAULT(10_000);

    private static final String AVRO = "io.apicurio.registry.utils.converter.AvroConverter";
    private static final List<String> WHAT_THE_SINK_IS_TOLD = List.of(
            "task",
            "endpoint.urls",
            "endpoint.api",
            "parameters.truncate",
            "input.field",
            "output.field",
            "skip.unchanged.from");

    private final int rows;

    CapturePath(int rows) {
        this.rows = rows;
    }

    /** How many rows the table has before the first change of it is captured. */
    int rows() {
        return rows;
    }

    /** Names the databases, the slot, and the topics: two sources of one prefix on a worker stand in each other's way. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic of the events as Debezium names it. */
    String events() {
        return prefix() + ".public.articles";
    }

    /** The topic that the copy is made from. */
    String embedded() {
        return asksInSink() ? events() + ".embedded" : events();
    }

    String identity() {
        return name().endsWith("FULL") ? "FULL" : "DEFAULT";
    }

    private boolean asksInSink() {
        return name().startsWith("SINK");
    }

    private boolean writesAvro() {
        return name().contains("AVRO");
    }

    /** The committed connectors, the last of a record's way first, so that none finds a topic missing. */
    List<ConnectorJson> connectors(String model, String registry) throws IOException {
        Stream<ConnectorJson> sources = asksInSink()
                ? Stream.of(ConnectorJson.of("postgres-embeddings"), source())
                : Stream.of(transforming(source()));
        ConnectorJson table =
                ConnectorJson.of("change-data-capture/vector-table").with("topics", embedded());
        return Stream.concat(Stream.of(table), sources)
                .map(connector -> writesAvro() ? avro(connector, registry) : connector)
                .map(connector -> connector
                        .named(connector.name() + "-" + prefix())
                        .replacing("shop", prefix())
                        .replacing("search", prefix() + "_copy")
                        .replacing("http://127.0.0.1:8080", model))
                .toList();
    }

    private ConnectorJson source() throws IOException {
        ConnectorJson source = ConnectorJson.of("change-data-capture/postgres-source")
                .with("slot.name", prefix(), "heartbeat.interval.ms", "500");
        // A source that tells all of the row before an update needs no cure for what it does not tell.
        return identity().equals("FULL") ? source.without("post.processors").without("reselect.type") : source;
    }

    /** A source with a transform that is told what the sink is told. */
    static ConnectorJson transforming(ConnectorJson source) throws IOException {
        ConnectorJson sink = ConnectorJson.of("postgres-embeddings");
        ConnectorJson all = source.with(
                "transforms", "embed",
                "transforms.embed.type", "io.github.hfconnect.HuggingFaceTransform$Value",
                "transforms.embed.predicate", "isRow",
                "predicates", "isRow",
                "predicates.isRow.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                "predicates.isRow.pattern", "shop\\.public\\..*");
        for (String key : WHAT_THE_SINK_IS_TOLD) {
            all = all.with("transforms.embed." + key, sink.get(key));
        }
        return all;
    }

    private static ConnectorJson avro(ConnectorJson connector, String registry) {
        return connector.with(
                "value.converter",
                AVRO,
                "value.converter.apicurio.registry.url",
                registry,
                "value.converter.apicurio.registry.auto-register",
                "true",
                "value.converter.apicurio.registry.find-latest",
                "true");
    }
}
