package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The cuts of one text by tokens. Asks in rounds about all pieces that are new; from round to round a piece that is too long is cut by
 * half its limit or less, so that there are few.
 */
final class TokenCuts {

    /** Two units hold each code point. */
    private static final int LEAST = 2;

    /**
     * A piece without its overlap.
     *
     * @param level how often the limit of its length was halved; -1 where it is the whole text
     */
    private record Body(int start, int end, int level) {}

    private final String text;
    private final ChunkRules rules;
    private final int maxTokens;
    private final TokenCounter counter;
    private final Map<Integer, Layout> layouts = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    TokenCuts(String text, ChunkRules rules, int maxTokens, TokenCounter counter) {
        this.text = text;
        this.rules = rules;
        this.maxTokens = maxTokens;
        this.counter = counter;
    }

    /**
     * The pieces, none of which has more tokens than it may.
     *
     * @throws InferenceException {@code REJECTED} where they are too many, or as the counter throws
     */
    List<Piece> pieces() {
        Body whole = new Body(0, text.length(), -1);
        List<Body> bodies = text.length() <= 2 * rules.maxChars() ? List.of(whole) : cut(whole, 0);
        while (true) {
            rules.requireFew(bodies.size());
            List<String> texts = texts(bodies);
            count(texts);
            List<Body> next = new ArrayList<>();
            for (int i = 0; i < bodies.size(); i++) {
                next.addAll(fitting(bodies.get(i), Objects.requireNonNull(counts.get(texts.get(i)))));
            }
            if (next.equals(bodies)) {
                return pieces(bodies, texts);
            }
            bodies = next;
        }
    }

    private void count(List<String> texts) {
        List<String> unknown = texts.stream()
                .filter(each -> !counts.containsKey(each))
                .distinct()
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        List<Integer> found = counter.count(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            counts.put(unknown.get(i), found.get(i));
        }
    }

    private List<Body> fitting(Body body, int tokens) {
        if (tokens <= maxTokens) {
            return List.of(body);
        }
        if (body.level() >= 0 && limit(body.level()) == LEAST) {
            throw new InferenceException(Failure.of(
                    FailureKind.REJECTED,
                    "One character of the text is " + tokens + " tokens, and `chunk.max.tokens` is " + maxTokens));
        }
        long target = (long) (body.end() - body.start()) * maxTokens / tokens;
        int level = body.level() + 1;
        while (limit(level) > Math.max(target, LEAST)) {
            level++;
        }
        return cut(body, level);
    }

    private List<Body> cut(Body body, int level) {
        int most = limit(level) - overlap(level);
        List<Body> bodies = new ArrayList<>();
        int start = body.start();
        for (int end : Cuts.of(text, layout(level), most, body.start(), body.end())) {
            bodies.add(new Body(start, end, level));
            start = end;
        }
        return bodies;
    }

    private int limit(int level) {
        return Math.max(LEAST, rules.maxChars() >> level);
    }

    private int overlap(int level) {
        return Math.min(rules.overlap(), (limit(level) - 1) / 2);
    }

    private Layout layout(int level) {
        return layouts.computeIfAbsent(level, each -> Layout.of(text, rules, limit(each) - overlap(each)));
    }

    private List<String> texts(List<Body> bodies) {
        List<String> texts = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            texts.add(text.substring(start(bodies, i), bodies.get(i).end()));
        }
        return texts;
    }

    /** Where a piece begins with what it repeats of the one before. */
    private int start(List<Body> bodies, int index) {
        Body body = bodies.get(index);
        if (index == 0) {
            return body.start();
        }
        Overlap overlap = new Overlap(layout(body.level()), overlap(body.level()));
        return overlap.start(text, bodies.get(index - 1).start(), body.start());
    }

    private List<Piece> pieces(List<Body> bodies, List<String> texts) {
        List<Piece> pieces = new ArrayList<>(bodies.size());
        int codePoints = 0;
        for (int i = 0; i < bodies.size(); i++) {
            Body body = bodies.get(i);
            int first = codePoints - text.codePointCount(start(bodies, i), body.start());
            codePoints += text.codePointCount(body.start(), body.end());
            pieces.add(new Piece(i, first, codePoints, texts.get(i)));
        }
        return pieces;
    }
}
