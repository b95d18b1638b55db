package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Prices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a connector's first run over a topic would take, told from a sample of it.
 *
 * @param records of the topic
 * @param survey of the sample
 * @param measured what real calls took, where some were made
 * @param latency of a call as somebody knows it, where none was made
 */
record Estimate(
        long records,
        Survey survey,
        CallPlan plan,
        Optional<Measured> measured,
        Optional<Duration> latency,
        Prices prices) {

    /** OpenAI's rule of thumb for English; other scripts have fewer characters and more bytes a token, which evens out. */
    private static final double BYTES_A_TOKEN = 4;

    private static final String HOW_TO_MEASURE = "unknown: --ask 20 measures it with 20 of the inputs";

    /** The lines of the answer. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("records: " + records + ", of which " + survey.read() + " were read");
        lines.add("with something to ask: " + about(asking()));
        lines.add("passing as they are: " + about(scaled(survey.passing())));
        lines.add("failing: " + about(scaled(survey.failing()))
                + survey.firstFailure()
                        .map(failure -> ", the first with " + failure)
                        .orElse(""));
        lines.add("distinct inputs: " + (isWhole() ? "" : "at most ") + distinct());
        lines.add("asked about: at most " + asked() + remark());
        lines.add("calls: " + about(calls()));
        lines.add("tokens in: " + told(tokensIn(), measuresTokensIn() ? "" : " (four bytes a token)"));
        lines.add("tokens out: " + told(tokensOut(), ""));
        lines.add("time: " + time().map(Estimate::inWords).orElse(HOW_TO_MEASURE + ", --latency-ms says it"));
        if (prices.areKnown()) {
            lines.add("cost: " + cost());
        }
        return lines;
    }

    private boolean isWhole() {
        return survey.read() >= records;
    }

    private long scaled(long inSample) {
        return isWhole() || survey.read() == 0 ? inSample : Math.round((double) inSample * records / survey.read());
    }

    private long asking() {
        return scaled(survey.asking());
    }

    private long inputs() {
        return scaled(survey.inputs());
    }

    /** A larger sample has fewer new ones to the record, so this is an upper bound. */
    private long distinct() {
        return Math.min(inputs(), scaled(survey.distinct().size()));
    }

    private long asked() {
        return plan.asked(inputs(), distinct());
    }

    private long calls() {
        return plan.calls(asked(), survey.bytesAnInput());
    }

    private String remark() {
        return plan.cacheEntries() > 0 && distinct() > plan.cacheEntries()
                ? " (a task remembers " + plan.cacheEntries() + ": cache.max.entries)"
                : "";
    }

    private boolean measuresTokensIn() {
        return measured.map(Measured::tokensIn).orElse(OptionalDouble.empty()).isPresent();
    }

    private OptionalDouble tokensIn() {
        if (measuresTokensIn()) {
            return times(asked(), measured.map(Measured::tokensIn).orElseThrow());
        }
        return survey.isText()
                ? OptionalDouble.of(asked() * survey.bytesAnInput() / BYTES_A_TOKEN)
                : OptionalDouble.empty();
    }

    private OptionalDouble tokensOut() {
        return times(asked(), measured.map(Measured::tokensOut).orElse(OptionalDouble.empty()));
    }

    private Optional<Duration> time() {
        return measured.map(Measured::latency).or(() -> latency).map(call -> plan.time(calls(), call));
    }

    private String cost() {
        OptionalDouble cost = prices.of(calls(), tokensIn(), tokensOut());
        return cost.isPresent() ? String.format(Locale.ROOT, "about %.2f", cost.getAsDouble()) : HOW_TO_MEASURE;
    }

    private String about(long number) {
        return (isWhole() || number == 0 ? "" : "about ") + number;
    }

    private static OptionalDouble times(long number, OptionalDouble each) {
        return each.isPresent() ? OptionalDouble.of(number * each.getAsDouble()) : OptionalDouble.empty();
    }

    private static String told(OptionalDouble number, String remark) {
        return number.isPresent() ? "about " + Math.round(number.getAsDouble()) + remark : HOW_TO_MEASURE;
    }

    private static String inWords(Duration time) {
        long hours = time.toHours();
        String rest = time.toMinutesPart() + " min";
        if (hours > 0) {
            return "about " + hours + " h " + rest;
        }
        return time.toMinutes() > 0
                ? "about " + rest + " " + time.toSecondsPart() + " s"
                : "about " + Math.max(1, time.toSeconds()) + " s";
    }
}
