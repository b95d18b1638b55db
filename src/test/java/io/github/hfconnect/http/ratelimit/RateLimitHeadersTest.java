package io.github.hfconnect.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as servers were seen to send them, or as their documentation shows them. */
class RateLimitHeadersTest {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    static List<Arguments> servers() {
        return List.of(
                server(
                        "OpenAI, guide on rate limits",
                        List.of(
                                "x-ratelimit-limit-requests: 60",
                                "x-ratelimit-limit-tokens: 150000",
                                "x-ratelimit-remaining-requests: 59",
                                "x-ratelimit-remaining-tokens: 149984",
                                "x-ratelimit-reset-requests: 1s",
                                "x-ratelimit-reset-tokens: 6m0s"),
                        requests(60L, 59, 1_000, null),
                        tokens(150_000L, 149_984, 360_000, null)),
                server(
                        "OpenAI, as seen: several counts of tokens, and milliseconds",
                        List.of(
                                "x-ratelimit-limit-tokens: 160000",
                                "x-ratelimit-limit-tokens_usage_based: 160000",
                                "x-ratelimit-remaining-tokens: 159976",
                                "x-ratelimit-remaining-tokens_usage_based: 159976",
                                "x-ratelimit-reset-tokens: 9ms",
                                "x-ratelimit-reset-tokens_usage_based: 9ms"),
                        tokens(160_000L, 159_976, 9, null),
                        tokens(160_000L, 159_976, 9, null)),
                server(
                        "Groq: requests a day, tokens a minute",
                        List.of(
                                "x-ratelimit-limit-requests: 14400",
                                "x-ratelimit-limit-tokens: 18000",
                                "x-ratelimit-remaining-requests: 14370",
                                "x-ratelimit-remaining-tokens: 17997",
                                "x-ratelimit-reset-requests: 2m59.56s",
                                "x-ratelimit-reset-tokens: 7.66s"),
                        requests(14_400L, 14_370, 179_560, null),
                        tokens(18_000L, 17_997, 7_660, null)),
                server(
                        "Cerebras: seconds, the window in the name",
                        List.of(
                                "x-ratelimit-limit-requests-day: 10000",
                                "x-ratelimit-limit-tokens-minute: 200000",
                                "x-ratelimit-remaining-requests-day: 9500",
                                "x-ratelimit-remaining-tokens-minute: 195000",
                                "x-ratelimit-reset-requests-day: 33011.382867",
                                "x-ratelimit-reset-tokens-minute: 30.2"),
                        requests(10_000L, 9_500, 33_011_382, DAY),
                        tokens(200_000L, 195_000, 30_200, MINUTE)),
                server(
                        "Mistral: no reset, so no later than the window's length",
                        List.of(
                                "x-ratelimit-limit-req-minute: 100",
                                "x-ratelimit-remaining-req-minute: 4",
                                "x-ratelimit-limit-tokens-minute: 10000",
                                "x-ratelimit-remaining-tokens-minute: 9000",
                                "x-ratelimit-tokens-query-cost: 50"),
                        requests(100L, 4, MINUTE, MINUTE),
                        tokens(10_000L, 9_000, MINUTE, MINUTE)),
                server(
                        "Anthropic: dates, which are read by the server's clock",
                        List.of(
                                "Date: Thu, 21 Aug 2025 12:41:00 GMT",
                                "anthropic-ratelimit-requests-limit: 1000",
                                "anthropic-ratelimit-requests-remaining: 999",
                                "anthropic-ratelimit-requests-reset: 2025-08-21T12:40:59Z",
                                "anthropic-ratelimit-output-tokens-limit: 16000",
                                "anthropic-ratelimit-output-tokens-remaining: 8000",
                                "anthropic-ratelimit-output-tokens-reset: 2025-08-21T12:41:30Z",
                                "anthropic-ratelimit-unified-status: allowed"),
                        requests(1_000L, 999, 0, null),
                        tokens(16_000L, 8_000, 30_000, null)),
                server(
                        "LiteLLM: what the provider behind it says",
                        List.of(
                                "llm_provider-x-ratelimit-limit-tokens: 150000",
                                "llm_provider-x-ratelimit-remaining-tokens: 149000",
                                "llm_provider-x-ratelimit-reset-tokens: 400ms",
                                "llm_provider-anthropic-ratelimit-requests-remaining: 3",
                                "llm_provider-anthropic-ratelimit-requests-reset: 2026-11-29T10:00:20Z"),
                        tokens(150_000L, 149_000, 400, null),
                        requests(null, 3, 20_000, null)),
                server(
                        "Fireworks: a flag beside the numbers",
                        List.of(
                                "x-ratelimit-over-limit: no",
                                "x-ratelimit-limit-tokens-prompt: 60000",
                                "x-ratelimit-remaining-tokens-prompt: 59000"),
                        new Quota[0]),
                server(
                        "GitHub: seconds since 1970",
                        List.of(
                                "x-ratelimit-limit: 5000",
                                "x-ratelimit-remaining: 4999",
                                "x-ratelimit-reset: " + NOW.plusSeconds(90).getEpochSecond()),
                        requests(5_000L, 4_999, 90_000, null)),
                server(
                        "OpenRouter: milliseconds since 1970",
                        List.of(
                                "X-RateLimit-Limit: 20",
                                "X-RateLimit-Remaining: 0",
                                "X-RateLimit-Reset: " + NOW.plusSeconds(7).toEpochMilli()),
                        requests(20L, 0, 7_000, null)),
                server(
                        "Connecteam: the window before the number",
                        List.of(
                                "x-ratelimit-minute-limit: 50",
                                "x-ratelimit-minute-remaining: 12",
                                "x-ratelimit-minute-reset: "
                                        + NOW.plusSeconds(8).getEpochSecond()),
                        requests(50L, 12, 8_000, MINUTE)),
                server(
                        "an older Mistral, by size",
                        List.of(
                                "ratelimitbysize-limit: 500000",
                                "ratelimitbysize-remaining: 499968",
                                "ratelimitbysize-reset: 45"),
                        tokens(500_000L, 499_968, 45_000, null)),
                server(
                        "IETF draft 03: a header for each number",
                        List.of("RateLimit-Limit: 100, 100;w=60", "RateLimit-Remaining: 50", "RateLimit-Reset: 50"),
                        requests(100L, 50, 50_000, MINUTE)),
                server(
                        "IETF draft 05: the policy in a header of its own",
                        List.of(
                                "RateLimit-Limit: 10",
                                "RateLimit-Policy: 10;w=1, 50;w=60",
                                "RateLimit-Remaining: 9",
                                "RateLimit-Reset: 1"),
                        requests(10L, 9, 1_000, 1_000L)),
                server(
                        "WHOOP: the same with window= and x-",
                        List.of(
                                "X-RateLimit-Limit: 100, 100;window=60, 10000;window=86400",
                                "X-RateLimit-Remaining: 98",
                                "X-RateLimit-Reset: 3"),
                        requests(100L, 98, 3_000, MINUTE)),
                server(
                        "IETF draft 07: one dictionary",
                        List.of("RateLimit: limit=100, remaining=50, reset=5", "RateLimit-Policy: 100;w=60"),
                        requests(100L, 50, 5_000, MINUTE)),
                server(
                        "IETF draft 08 and later: several policies",
                        List.of(
                                "RateLimit-Policy: \"burst\";q=10;w=10, \"daily\";q=5000;w=86400",
                                "RateLimit: \"burst\";r=8;t=1, \"daily\";r=4998;t=69076"),
                        requests(10L, 8, 1_000, 10_000L),
                        requests(5_000L, 4_998, 69_076_000, DAY)),
                server(
                        "the same without a policy, and with a key of its part",
                        List.of("RateLimit: \"free-user\";r=7;t=45;pk=:dXNlcg==:"),
                        requests(null, 7, 45_000, null)),
                server(
                        "units of a policy: tokens are ours, bytes and calls at once are not",
                        List.of(
                                "RateLimit-Policy: \"a\";q=9000;w=60;qu=\"tokens\", \"b\";q=9;w=60;qu=\"content-bytes\","
                                        + " \"c\";q=9;qu=\"concurrent-requests\"",
                                "RateLimit: \"a\";r=8000;t=30, \"b\";r=1;t=30, \"c\";r=2;t=30"),
                        tokens(9_000L, 8_000, 30_000, MINUTE)),
                server(
                        "the Hugging Face Hub: the kind of window before the name",
                        List.of(
                                "RateLimit: \"api\";r=0;t=55",
                                "RateLimit-Policy: \"fixed window\";\"api\";q=500;w=300"),
                        requests(500L, 0, 55_000, 300_000L)));
    }

    private static Arguments server(String name, List<String> lines, Quota... quotas) {
        return arguments(name, lines, List.of(quotas));
    }

    private static Quota requests(@Nullable Long limit, long remaining, long resetMillis, @Nullable Long windowMillis) {
        return quota(Unit.REQUESTS, limit, remaining, resetMillis, windowMillis);
    }

    private static Quota tokens(@Nullable Long limit, long remaining, long resetMillis, @Nullable Long windowMillis) {
        return quota(Unit.TOKENS, limit, remaining, resetMillis, windowMillis);
    }

    private static Quota quota(
            Unit unit, @Nullable Long limit, long remaining, long resetMillis, @Nullable Long windowMillis) {
        Duration window = windowMillis == null ? null : Duration.ofMillis(windowMillis);
        return new Quota("", unit, limit, remaining, Duration.ofMillis(resetMillis), window);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void whatServersSayOfTheirLimitsIsUnderstood(String server, List<String> lines, List<Quota> quotas) {
        List<Quota> read = RateLimitHeaders.read(headers(lines), NOW);

        assertThat(read.stream().map(RateLimitHeadersTest::plain)).containsExactlyElementsOf(quotas);
        assertThat(read.stream().map(Quota::name).distinct()).hasSameSizeAs(read);
    }

    /** Without its name, to the millisecond. */
    private static Quota plain(Quota quota) {
        Duration reset = Duration.ofMillis(quota.reset().toMillis());
        return new Quota("", quota.unit(), quota.limit(), quota.remaining(), reset, quota.window());
    }

    private static Headers headers(List<String> lines) {
        return Headers.of(
                lines.stream().flatMap(line -> Stream.of(line.split(": ", 2))).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-ratelimit-remaining-tokens: many",
                "x-ratelimit-remaining: -1",
                "x-ratelimit-remaining: 5",
                "x-ratelimit-limit: 5",
                "x-ratelimit: 5",
                "x-ratelimit-: 5",
                "RateLimit: limit=0, remaining=0, reset=3600",
                "RateLimit: ",
                "RateLimit: \"a\";r=5",
                "RateLimit: ;;;,,,\"\"",
                "RateLimit: \"a\";r=99999999999999999999;t=3",
                "x-request-id: 5"
            })
    void whatIsNoLimitIsPassedOver(String line) {
        assertThat(RateLimitHeaders.read(headers(List.of(line + " ")), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1s, 1000",
        "6m0s, 360000",
        "1h2m3.5s, 3723500",
        "1d2h, 93600000",
        "120ms, 120",
        "20.5, 20500",
        "2026-11-29T10:00:30Z, 30000",
        "2026-11-29T11:00:30.250+01:00, 30250",
        "'Sun, 29 Nov 2026 10:01:00 GMT', 60000",
        "2026-11-29T09:00:00Z, 0"
    })
    void resetTimesComeInManyForms(String value, long millis) {
        Duration reset = ResetTime.parse(value, NOW);

        assertThat(reset).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String value : List.of("", "soon", "-5", "1e9", "6 m", "s", "99999999999999999999", "2026-11-29")) {
            assertThat(ResetTime.parse(value, NOW)).as(value).isNull();
        }
    }
}
