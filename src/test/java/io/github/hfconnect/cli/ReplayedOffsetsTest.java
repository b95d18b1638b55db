package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** The memory of what was put back, from one run to the next. */
class ReplayedOffsetsTest {

    @Test
    void whatIsDoneWithoutAGapIsAnOffsetAlone() {
        ReplayedOffsets offsets = ReplayedOffsets.of(null, 0);

        for (long offset = 0; offset < 5; offset++) {
            offsets.reach(offset);
            offsets.done(offset);
        }

        assertThat(offsets.toCommit()).isEqualTo(new OffsetAndMetadata(5));
    }

    @Test
    void whatWasLeftOutIsReadAgainAndWhatWasDoneIsNot() {
        ReplayedOffsets offsets = ReplayedOffsets.of(null, 100);
        for (long offset = 100; offset < 110; offset++) {
            offsets.reach(offset);
            if (offset % 2 == 1) {
                offsets.done(offset);
            }
        }

        ReplayedOffsets again = ReplayedOffsets.of(offsets.toCommit(), 0);

        assertThat(again.first()).isEqualTo(100);
        for (long offset = 100; offset < 110; offset++) {
            assertThat(again.isDone(offset)).as("%s", offset).isEqualTo(offset % 2 == 1);
        }
        again.reach(100);
        again.done(100);
        assertThat(again.first()).isEqualTo(102);
        assertThat(again.isDone(103)).isTrue();
        assertThat(again.isDone(104)).isFalse();
    }

    @Test
    void offsetsThatAreNoRecordsDoNotHoldItUp() {
        ReplayedOffsets offsets = ReplayedOffsets.of(null, 0);
        // Markers of transactions stand at 1 and 3.
        for (long offset : new long[] {0, 2, 4}) {
            offsets.reach(offset);
            offsets.done(offset);
        }

        assertThat(offsets.toCommit()).isEqualTo(new OffsetAndMetadata(5));
    }

    @Test
    void whatRetentionHasRemovedIsNoLongerRemembered() {
        ReplayedOffsets offsets = ReplayedOffsets.of(null, 0);
        offsets.reach(0);
        offsets.reach(1);
        offsets.done(1);

        ReplayedOffsets later = ReplayedOffsets.of(offsets.toCommit(), 50);

        assertThat(later.toCommit()).isEqualTo(new OffsetAndMetadata(50));
    }

    @Test
    void anyPatternSurvivesARestart() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            ReplayedOffsets offsets = ReplayedOffsets.of(null, 1000);
            TreeSet<Long> done = new TreeSet<>();
            for (long offset = 1000; offset < 1200; offset++) {
                offsets.reach(offset);
                if (random.nextInt(4) > round % 4) {
                    offsets.done(offset);
                    done.add(offset);
                }
                if (random.nextInt(20) == 0) {
                    offsets = reread(offsets, offset);
                }
            }
            for (long offset = 1000; offset < 1200; offset++) {
                assertThat(offsets.isDone(offset)).as("%s", offset).isEqualTo(done.contains(offset));
            }
        }
    }

    /** As the next run would come to the same place. */
    private static ReplayedOffsets reread(ReplayedOffsets offsets, long until) {
        ReplayedOffsets next = ReplayedOffsets.of(offsets.toCommit(), 0);
        for (long offset = next.first(); offset <= until; offset++) {
            next.reach(offset);
        }
        return next;
    }

    @Test
    void twentyThousandRecordsLeftOutInTurnAreRememberedAndTooManyAreRefused() {
        ReplayedOffsets offsets = ReplayedOffsets.of(null, 0);
        Random random = new Random(7);
        for (long offset = 0; offset < 20_000; offset++) {
            offsets.reach(offset);
            if (random.nextBoolean()) {
                offsets.done(offset);
            }
        }
        assertThat(offsets.toCommit().metadata()).hasSizeLessThan(4096);

        for (long offset = 20_000; offset < 100_000; offset++) {
            offsets.reach(offset);
            if (random.nextBoolean()) {
                offsets.done(offset);
            }
        }
        assertThatThrownBy(offsets::toCommit).isInstanceOf(CliException.class).hasMessageContaining("Too many records");
    }

    @Test
    void offsetsOfSomethingElseAreRefused() {
        assertThatThrownBy(() -> ReplayedOffsets.of(new OffsetAndMetadata(3, "of another tool"), 0))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--group");
    }
}
