package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchCeilingTest {

    private final BatchCeiling ceiling = new BatchCeiling();

    @Test
    void fourCallsAtOnceTryASizeThatIsUntried() {
        for (int trial = 0; trial < 4; trial++) {
            assertThat(ceiling.hasRoom(3)).isTrue();
            assertThat(ceiling.begin(3)).isTrue();
        }

        assertThat(ceiling.hasRoom(3)).isFalse();
        assertThat(ceiling.hasRoom(2)).as("hardly more than one").isTrue();
        ceiling.trialEnded();
        assertThat(ceiling.hasRoom(3)).isTrue();
    }

    @Test
    void sizeThatWasAnsweredIsNoTrialNorIsTwiceAsMuch() {
        ceiling.answered(32, 100);

        assertThat(ceiling.begin(64)).isFalse();
        assertThat(ceiling.begin(65)).isTrue();
    }

    @Test
    void ceilingIsRaisedByAnEighthAfterFourFullCallsThatLeaveTime() {
        ceiling.timedOut(32, 100);
        ceiling.answered(16, 60);
        ceiling.answered(16, 60);
        ceiling.answered(16, 60);
        assertThat(ceiling.inputs()).isEqualTo(16);

        ceiling.answered(16, 60);

        assertThat(ceiling.inputs()).isEqualTo(18);
    }

    @Test
    void ceilingStaysWhereALittleMoreWouldTakeNearlyAllOfTheTime() {
        ceiling.timedOut(32, 100);
        for (int call = 0; call < 20; call++) {
            ceiling.answered(16, 85);
        }

        assertThat(ceiling.inputs()).isEqualTo(16);
    }
}
