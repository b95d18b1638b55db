package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.server.PromptSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A model that answers a vector for each word of a text, as containers of transformers do: with rows of padding, or without. */
final class TokenVectorServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 8;

    /** What it makes of several texts in one call. */
    enum Habit {
        /** Each is filled up to the longest, with rows that are vectors like any others. */
        PADS,
        KEEPS_APART,
        /** One vector for each text. */
        POOLS,
        REFUSES,
        BREAKS
    }

    private final MockWebServer server = PromptSockets.server();
    private final ConcurrentLinkedQueue<List<String>> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean isAway;

    private TokenVectorServer(Habit habit) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (isAway) {
                    return answer(503, "");
                }
                return request.getMethod().equals("GET") ? answer(404, "") : toTexts(habit, texts(request));
            }
        });
        server.start();
    }

    static TokenVectorServer start(Habit habit) throws IOException {
        return new TokenVectorServer(habit);
    }

    String url() {
        return server.url("/").toString();
    }

    /** Texts of each call. */
    List<List<String>> calls() {
        return List.copyOf(calls);
    }

    void isAway(boolean away) {
        isAway = away;
    }

    private MockResponse toTexts(Habit habit, List<String> texts) {
        calls.add(texts);
        if (texts.size() > 1 && habit == Habit.REFUSES) {
            return answer(422, "{\"error\":\"one text, please\"}");
        }
        if (texts.size() > 1 && habit == Habit.BREAKS) {
            return answer(500, "{\"error\":\"'list' object has no attribute 'replace'\"}");
        }
        int longest = texts.stream().mapToInt(text -> words(text).length).max().orElse(0);
        return answer(
                200,
                texts.stream()
                        .map(text -> {
                            List<String> rows = rows(text, habit == Habit.PADS ? longest : 0);
                            return habit == Habit.POOLS ? rows.get(0) : rows.toString();
                        })
                        .toList()
                        .toString());
    }

    private static List<String> rows(String text, int length) {
        String[] words = words(text);
        return Stream.concat(
                        Stream.of(words),
                        IntStream.range(words.length, Math.max(words.length, length))
                                .mapToObj(i -> ""))
                .map(TokenVectorServer::vector)
                .toList();
    }

    private static String[] words(String text) {
        return text.trim().split("\\s+");
    }

    /** Always the same for a word, and another for each word. */
    private static String vector(String word) {
        Random random = new Random(word.hashCode());
        return random.doubles(WIDTH).mapToObj(Double::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> texts(RecordedRequest request) {
        try {
            JsonNode body = JSON.readTree(request.getBody().utf8());
            JsonNode inputs = body.path(body.has("inputs") ? "inputs" : "input");
            List<String> texts = new ArrayList<>();
            inputs.forEach(text -> texts.add(text.asText()));
            return inputs.isTextual() ? List.of(inputs.asText()) : texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
