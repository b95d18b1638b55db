package io.github.hfconnect.http.ratelimit;

import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What headers say of a server's limits. Two families: one header for each number, as OpenAI
 * (<a href="https://platform.openai.com/docs/guides/rate-limits">x-ratelimit-remaining-tokens</a>), Groq, Cerebras and Mistral ({@code
 * -minute}, {@code -day}), Anthropic (<a href="https://docs.anthropic.com/en/api/rate-limits">anthropic-ratelimit-tokens-remaining</a>)
 * and GitHub write them, all of which LiteLLM hands on behind {@code llm_provider-}; and the IETF's {@code RateLimit}, with or
 * without {@code RateLimit-Policy} ({@link RateLimitItem}). What is not understood is passed over. Pure.
 */
public final class RateLimitHeaders {

    private static final Pattern NAME =
            Pattern.compile("(?:llm_provider-)?(?:anthropic-|x-)?(ratelimit|tokenlimit|ratelimitbysize)-(.+)");

    private static final List<String> NUMBERS = List.of("limit", "remaining", "reset");

    private static final Map<String, Duration> WINDOWS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private final Instant now;
    private final List<RateLimitItem> policies;
    private final Map<String, SaidLimit> limits = new LinkedHashMap<>();

    private RateLimitHeaders(Headers headers, Instant now) {
        String date = headers.get("Date");
        this.now = Objects.requireNonNullElse(date == null ? null : HttpDate.parse(date, now), now);
        this.policies = items(headers, "RateLimit-Policy");
    }

    /**
     * All limits that are named with what is left of them.
     *
     * @param now by this clock; a {@code Date} of the server's wins, so that clocks need not agree
     */
    public static List<Quota> read(Headers headers, Instant now) {
        if (headers.entries().stream().noneMatch(header -> isOfLimits(header.name()))) {
            return List.of();
        }
        RateLimitHeaders read = new RateLimitHeaders(headers, now);
        headers.entries().forEach(header -> read.number(header.name().toLowerCase(Locale.ROOT), header.value()));
        items(headers, "RateLimit").forEach(read::item);
        return read.quotas();
    }

    private static boolean isOfLimits(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("ratelimit") || lower.contains("tokenlimit");
    }

    private static List<RateLimitItem> items(Headers headers, String name) {
        return headers.values(name).stream()
                .flatMap(value -> RateLimitItem.list(value).stream())
                .toList();
    }

    /** {@code x-ratelimit-remaining-tokens}, {@code ratelimit-reset}, {@code x-ratelimit-minute-limit}. */
    private void number(String header, String value) {
        Matcher name = NAME.matcher(header);
        if (!name.matches()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of(name.group(2).split("-")));
        NUMBERS.stream().filter(words::remove).findFirst().ifPresent(which -> {
            boolean ofTokens =
                    !name.group(1).equals("ratelimit") || words.stream().anyMatch(word -> word.startsWith("token"));
            limit(header.substring(0, name.start(2)) + String.join("-", words), ofTokens, window(words))
                    .add(which, value, now);
        });
    }

    private static @Nullable Duration window(List<String> words) {
        return words.stream()
                .map(WINDOWS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** {@code limit=100, remaining=50, reset=5} in three items, or for each policy {@code "burst";r=8;t=1}. */
    private void item(RateLimitItem item) {
        Map<String, String> parameters = item.parameters();
        NUMBERS.stream()
                .filter(parameters::containsKey)
                .findFirst()
                .ifPresentOrElse(
                        which -> limit("ratelimit-", false, null).add(which, parameters.getOrDefault(which, ""), now),
                        () -> ofPolicy(item));
    }

    private void ofPolicy(RateLimitItem item) {
        RateLimitItem policy = policies.stream()
                .filter(other -> other.name().equals(item.name()))
                .findFirst()
                .orElse(item);
        if (policy.countsSomethingElse()) {
            return;
        }
        boolean ofTokens = item.countsTokens() || policy.countsTokens();
        SaidLimit limit = limit("ratelimit " + item.name(), ofTokens, policy.seconds("w"));
        limit.add("limit", policy.parameters().getOrDefault("q", ""), now);
        limit.add("remaining", item.parameters().getOrDefault("r", ""), now);
        limit.add("reset", item.parameters().getOrDefault("t", ""), now);
    }

    private SaidLimit limit(String name, boolean ofTokens, @Nullable Duration window) {
        return limits.computeIfAbsent(name, any -> new SaidLimit(ofTokens ? Unit.TOKENS : Unit.REQUESTS, window));
    }

    private List<Quota> quotas() {
        List<Quota> quotas = new ArrayList<>();
        limits.forEach((name, limit) -> {
            limit.resolveWindow(policies);
            limit.quota(name).ifPresent(quotas::add);
        });
        return quotas;
    }
}
