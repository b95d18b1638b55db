package io.github.hfconnect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.Arrival.Kind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void everyRecordIsCountedOnceUnderWhatBecameOfIt() {
        enter(Kind.ENRICHED, 0, 0);
        enter(Kind.FLAGGED, 0, 1);
        enter(Kind.DEAD, 1, 0);

        assertThat(ledger.distinct()).isEqualTo(3);
        assertThat(ledger.count(Kind.ENRICHED)).isEqualTo(1);
        assertThat(ledger.count(Kind.PASSED)).isZero();
        assertThat(ledger.duplicated()).isZero();
    }

    @Test
    void theSameInputOffsetTwiceIsADuplicateWhereverItGoes() {
        enter(Kind.ENRICHED, 0, 7);
        enter(Kind.DEAD, 0, 7);

        assertThat(ledger.distinct()).isEqualTo(1);
        assertThat(ledger.duplicated()).isEqualTo(1);
    }

    @Test
    void aLaterOffsetBeforeAnEarlierOneIsOutOfOrder() {
        enter(Kind.ENRICHED, 0, 1);
        enter(Kind.ENRICHED, 0, 0);

        assertThat(ledger.disordered()).isEqualTo(1);
    }

    @Test
    void inputPartitionsAndOutputTopicsHaveAnOrderEach() {
        enter(Kind.ENRICHED, 0, 5);
        enter(Kind.ENRICHED, 1, 4);
        enter(Kind.FLAGGED, 0, 3);

        assertThat(ledger.disordered()).isZero();
    }

    @Test
    void deadLettersHaveNoOrder() {
        enter(Kind.DEAD, 0, 1);
        enter(Kind.DEAD, 0, 0);

        assertThat(ledger.disordered()).isZero();
    }

    private void enter(Kind kind, int source, long offset) {
        ledger.enter(new Arrival(kind, source, offset, new ConsumerRecord<>(kind.name(), 0, 0, "key", "value")));
    }
}
