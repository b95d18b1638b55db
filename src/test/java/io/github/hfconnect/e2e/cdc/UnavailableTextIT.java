package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Without the cure at the source: Debezium says of a text beside the row that it has not changed, and not what it is. */
@Timeout(300)
class UnavailableTextIT {

    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    @RegisterExtension
    static final SharedDataSystems SYSTEMS = new SharedDataSystems();

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theVectorThatStandsInTheRowIsKept() throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Database database = systems.postgres().create("unavailable");
        database.execute(
                "CREATE TABLE articles (id integer PRIMARY KEY, title text, body text, embedding real[])",
                "ALTER TABLE articles ALTER COLUMN body SET STORAGE EXTERNAL");
        try (ScriptedTei model = ScriptedTei.start()) {
            List<ConnectorJson> connectors = List.of(systems.run(transforming(model)));
            String body = "kind ".repeat(1000);
            database.execute(
                    "INSERT INTO articles VALUES (1, 'first', '" + body + "', NULL)",
                    "UPDATE articles SET embedding = '{1,2,3}' WHERE id = 1",
                    "UPDATE articles SET title = 'second' WHERE id = 1",
                    "UPDATE articles SET body = 'short' WHERE id = 1");

            List<JsonNode> rows = systems.topics().read("unavailable.public.articles", 4).stream()
                    .map(record -> Topics.json(record).path("payload").path("after"))
                    .toList();

            assertThat(rows)
                    .extracting(row -> row.path("body").asText())
                    .containsExactly(body, PLACEHOLDER, PLACEHOLDER, "short");
            assertThat(rows)
                    .extracting(row -> row.path("embedding").toString())
                    .containsExactly(vector(body), "[1.0,2.0,3.0]", "[1.0,2.0,3.0]", vector("short"));
            assertThat(model.calls()).containsExactly(List.of(body), List.of("short"));
            systems.remove(connectors);
        }
    }

    private static String vector(String text) {
        return ScriptedTei.vector(text).toString().replace(" ", "");
    }

    private static ConnectorJson transforming(ScriptedTei model) throws IOException {
        return CapturePath.transforming(ConnectorJson.of("change-data-capture/postgres-source"))
                .named("unavailable")
                .without("post.processors")
                .without("reselect.type")
                .with("slot.name", "unavailable")
                .replacing("shop", "unavailable")
                .replacing("http://127.0.0.1:8080", model.url());
    }
}
