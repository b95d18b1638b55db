package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.task.catalog.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultFetchTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void onlyWhereItIsAskedForIsAnythingFetched() {
        HttpSettings fetching = new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1000,
                1,
                null,
                null,
                Map.of(),
                null,
                null,
                Duration.ofSeconds(5),
                Pace.UNLIMITED,
                UrlFetch.PUBLIC,
                UrlFetch.OFF,
                false);

        assertThat(ResultDownload.of(Tasks.named("text-to-image"), SETTINGS)).isNull();
        assertThat(ResultDownload.of(Tasks.named("text-classification"), fetching))
                .isNull();
        try (ResultDownload ofInternet = ResultDownload.of(Tasks.named("text-to-image"), fetching)) {
            assertThat(ofInternet).isNotNull();
            assertThat(failureOf(() -> Objects.requireNonNull(ofInternet)
                            .fetched(List.of(Map.of("url", server.url("/a.gif").toString())))))
                    .extracting(Failure::kind)
                    .isEqualTo(REJECTED);
        }
        assertThat(server.getRequestCount()).isZero();
    }
}
