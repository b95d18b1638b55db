package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = 100 * SECOND;

    private static Quota requests(@Nullable Long limit, long remaining, long resetSeconds) {
        return new Quota("r", Unit.REQUESTS, limit, remaining, Duration.ofSeconds(resetSeconds), null);
    }

    private static QuotaPace pace(Quota quota) {
        return new QuotaPace(quota, 0, START);
    }

    @Test
    void whatRemainsIsSpreadOverTheTimeThatIsLeft() {
        QuotaPace pace = pace(requests(100L, 21, 60));
        pace.left(1, START);

        // Twenty are left for a minute.
        assertThat(pace.delay(1, START)).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.delay(1, START + 3 * SECOND)).isZero();
    }

    @Test
    void firstCallNeedNotWait() {
        assertThat(pace(requests(100L, 1, 60)).delay(1, START)).isZero();
    }

    @Test
    void nearlyFullLimitHoldsNothingBack() {
        QuotaPace pace = pace(requests(10_000L, 9_999, 1));
        pace.left(1, START);

        assertThat(pace.delay(1, START)).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void usedUpLimitIsWaitedForUntilItsReset() {
        QuotaPace pace = pace(requests(100L, 0, 20));

        assertThat(pace.delay(1, START)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pace.delay(1, START + 20 * SECOND)).isZero();
    }

    @Test
    void whoComesAfterTheResetNeedNotWait() {
        QuotaPace pace = pace(requests(100L, 0, 20));

        assertThat(pace.delay(1, START + 21 * SECOND)).isZero();
    }

    @Test
    void afterTheResetAllRemainsButWhatHasLeftSince() {
        QuotaPace seen = pace(requests(60L, 0, 60));
        QuotaPace used = pace(requests(60L, 0, 60));
        long renewed = START + 61 * SECOND;

        assertThat(seen.remaining(renewed)).isEqualTo(60);
        used.left(1, renewed);
        assertThat(used.remaining(renewed)).isEqualTo(59);
    }

    /** Somebody may have raised it, or what the server says is wrong. */
    @Test
    void noWaitIsLongerThanFiveMinutes() {
        assertThat(pace(requests(100L, 0, 86_400)).delay(1, START)).isEqualTo(Duration.ofMinutes(5));
    }

    /** A quota of a day is not spread over the day: who has a lot to do in the morning may use it in the morning. */
    @Test
    void limitOfADayIsUsedAsNeededAndStopsAtItsEnd() {
        QuotaPace pace = pace(requests(14_400L, 2, 40_000));

        pace.left(1, START);
        assertThat(pace.delay(1, START)).isZero();
        pace.left(1, START);
        assertThat(pace.delay(1, START)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsUnderWayIsNoLongerLeft() {
        QuotaPace pace = pace(requests(100L, 10, 60));
        pace.hear(requests(100L, 10, 60), 10, START);

        assertThat(pace.delay(1, START)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void callThatIsLargerThanWhatIsLeftBesideThoseUnderWayWaits() {
        QuotaPace pace = pace(requests(100L, 100, 60));
        pace.hear(requests(100L, 100, 60), 95, START);

        assertThat(pace.delay(10, START)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoHasNoneUnderWayMayPassItsShareByACall() {
        QuotaPace pace = new QuotaPace(requests(null, 3, 60), 3, START);

        assertThat(pace.delay(1, START)).isZero();
    }

    @Test
    void afterTheResetTheWholeLimitIsSpreadUntilTheNextWord() {
        QuotaPace pace = pace(requests(60L, 0, 60));
        long renewed = START + 61 * SECOND;
        pace.left(1, renewed);

        assertThat(pace.delay(1, renewed)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_050));
    }

    @Test
    void othersAreLeftACallEachThatNobodyHasToldOf() {
        QuotaPace alone = new QuotaPace(requests(100L, 3, 60), 0, START);
        QuotaPace withThree = new QuotaPace(requests(100L, 3, 60), 3, START);

        assertThat(alone.delay(1, START)).isZero();
        assertThat(withThree.delay(1, START)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void callThatIsLargerThanTheLimitIsForTheServerToJudge() {
        QuotaPace pace = pace(new Quota("t", Unit.TOKENS, 1_000L, 1_000, Duration.ZERO, Duration.ofMinutes(1)));

        assertThat(pace.delay(5_000, START)).isZero();
    }

    @Test
    void serverIsHeardWhenTheCallThatHasBroughtItsWordHasEnded() {
        ServerPace server = new ServerPace(0);
        server.left(50, START);
        server.said(
                List.of(requests(100L, 0, 30), new Quota("t", Unit.TOKENS, 1_000L, 900, Duration.ofSeconds(6), null)));
        assertThat(server.delay(50, START)).isZero();

        server.ended(50, START);

        assertThat(server.delay(50, START)).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.remaining(Unit.TOKENS, START)).hasValue(900);
        assertThat(server.remaining(Unit.REQUESTS, START)).hasValue(0);
    }

    @Test
    void callsThatAreStillUnderWayAreTakenOffWhatTheServerSays() {
        ServerPace server = new ServerPace(0);
        server.left(50, START);
        server.left(30, START);
        server.said(
                List.of(requests(100L, 20, 30), new Quota("t", Unit.TOKENS, 1_000L, 900, Duration.ofSeconds(6), null)));

        server.ended(50, START);

        assertThat(server.remaining(Unit.REQUESTS, START)).hasValue(19);
        assertThat(server.remaining(Unit.TOKENS, START)).hasValue(870);
    }

    /** Otherwise they would count as under way for ever, and more and more of the limit be left to others. */
    @Test
    void callsThatEndWithoutAWordHaveUsedWhatTheyTook() {
        ServerPace server = new ServerPace(1);
        server.left(1, START);
        server.said(List.of(requests(null, 10, 60)));
        server.ended(1, START);
        assertThat(server.remaining(Unit.REQUESTS, START)).hasValue(10);

        for (int call = 0; call < 5; call++) {
            server.left(1, START);
            server.ended(1, START);
        }

        assertThat(server.remaining(Unit.REQUESTS, START)).hasValue(5);
        assertThat(server.delay(1, START + 12 * SECOND)).isZero();
    }

    @Test
    void stopThatPeopleNoticeIsToldOnceUntilTheNextCall() {
        List<String> told = new ArrayList<>();
        ServerPace server = new ServerPace(0, (quota, wait) -> told.add(quota.name() + " " + wait.toSeconds()));
        server.left(1, START);
        server.said(List.of(requests(100L, 0, 30)));
        server.ended(1, START);

        server.delay(1, START);
        server.delay(1, START + SECOND);
        server.left(1, START + 30 * SECOND);
        server.delay(1, START + 30 * SECOND);

        assertThat(told).containsExactly("r 30");
    }

    /** Behind a router the next provider has other limits. */
    @Test
    void limitThatIsNoLongerToldIsForgotten() {
        ServerPace server = new ServerPace(0);
        server.left(1, START);
        server.said(List.of(requests(100L, 0, 30)));
        server.ended(1, START);
        server.left(1, START);
        server.said(List.of(new Quota("t", Unit.TOKENS, 1_000L, 900, Duration.ofSeconds(6), null)));
        server.ended(1, START);

        assertThat(server.remaining(Unit.REQUESTS, START)).isEmpty();
        assertThat(server.delay(1, START)).isLessThan(Duration.ofSeconds(1));
    }
}
