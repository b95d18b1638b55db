package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents that grow, shrink and vanish while workers are killed: {@code mvn verify -Pchaos -Dit.test=DocumentChaosSuiteIT}.
 * Seeds: {@code -Dchaos.seeds=1,2,3}; kills in a run: {@code -Dchaos.kills=20}.
 */
@Tag("chaos")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class DocumentChaosSuiteIT {

    private static final int KILLS = Integer.getInteger("chaos.kills", 20);

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1").split(",")).mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderOfCommittedRecordsNeverHasHalfADocument(long seed) throws IOException {
        Map<String, String> skip = Map.of("chunk.skip.unchanged", String.valueOf(seed % 2 == 1));

        DocumentChaos.Report report = new DocumentChaos(ChaosMode.EXACTLY_ONCE, skip, seed, KILLS).go();

        assertThat(report.mixed()).isEmpty();
        assertComplete(report);
        assertThat(report.looks()).isGreaterThan(report.versions() / 4);
    }

    /** Half of a document may be seen after a kill, until its partition is read again. */
    @Test
    void atLeastOnceEndsWithWhatTheDocumentsSay() throws IOException {
        Map<String, String> skip = Map.of("chunk.skip.unchanged", "true");
        long seed = seeds().findFirst().orElseThrow();

        assertComplete(new DocumentChaos(ChaosMode.AT_LEAST_ONCE, skip, seed, KILLS / 2).go());
    }

    /** What the suite is worth: the same sink, whose tombstones follow in a transaction of their own. */
    @Test
    void tombstonesThatAreWrittenAfterwardsAreFoundToBeWrong() throws IOException {
        Map<String, String> wrong = Map.of("chaos.tombstones.afterwards", "true");
        long seed = seeds().findFirst().orElseThrow();

        DocumentChaos.Report report = new DocumentChaos(ChaosMode.EXACTLY_ONCE, wrong, seed, 3).go();

        assertThat(report.mixed())
                .as("mixed documents of the wrong mode, which the suite must be able to see")
                .isNotEmpty();
    }

    private static void assertComplete(DocumentChaos.Report report) {
        assertThat(report.missing()).isEmpty();
        assertThat(report.orphaned()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.accounts().areClosed())
                .as("accounts %s", report.accounts())
                .isTrue();
    }
}
