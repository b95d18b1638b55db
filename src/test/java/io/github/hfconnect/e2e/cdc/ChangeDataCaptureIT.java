package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SmallRegistry;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table and its copy with a vector for each text, through Debezium's source and its JDBC sink, while the table changes. */
class ChangeDataCaptureIT {

    /** Seconds on an idle machine; a busy one may take its time. */
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    @RegisterExtension
    static final SharedDataSystems SYSTEMS = new SharedDataSystems();

    private static SmallRegistry registry;

    @BeforeAll
    static void startRegistry() throws IOException {
        registry = SmallRegistry.start();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
        assertThat(registry.unknown()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(1000)
    @Execution(ExecutionMode.CONCURRENT)
    void theCopyHasEachRowWithTheVectorOfItsText(CapturePath path) throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Articles articles = new Articles(systems.postgres().create(path.prefix()), path.identity());
        ArticlesCopy copy = new ArticlesCopy(articles, systems.postgres().create(path.prefix() + "_copy"));
        articles.create(path.rows());
        try (ScriptedTei model = ScriptedTei.start()) {
            List<ConnectorJson> connectors = path.connectors(model.url(), registry.url());
            connectors.forEach(systems::run);

            awaitEqual(systems, connectors, copy, "id", "title", "body");
            int texts = articles.distinctBodies();
            assertThat(inputs(model)).hasSizeLessThanOrEqualTo(texts);
            articles.change();
            awaitEqual(systems, connectors, copy, "id", "title", "body", "note");
            articles.startAnew();
            awaitEqual(systems, connectors, copy, "id", "title", "body", "note");

            assertThat(inputs(model))
                    .noneMatch(text -> text.contains(PLACEHOLDER))
                    .hasSizeLessThanOrEqualTo(texts + Articles.TEXTS_OF_CHANGE + 5);
            int events = path.rows() + Articles.EVENTS_OF_CHANGE + Articles.EVENTS_OF_NEW_START;
            assertThat(systems.topics().size(path.events())).isEqualTo(events);
            assertThat(systems.topics().size(path.embedded())).isEqualTo(events);
            systems.assertRunning(connectors);
            systems.remove(connectors);
        }
    }

    private static List<String> inputs(ScriptedTei model) {
        return model.calls().stream().flatMap(Collection::stream).toList();
    }

    /** Waits as long as nothing fails, and tells what is different when the time is over. */
    private static void awaitEqual(
            DataSystems systems, List<ConnectorJson> connectors, ArticlesCopy copy, String... columns)
            throws SQLException {
        Waiting.atMost(Waiting.PATIENCE, () -> {
            systems.assertRunning(connectors);
            return copy.differences(columns).isEmpty();
        });
        assertThat(copy.differences(columns)).isEmpty();
    }
}
