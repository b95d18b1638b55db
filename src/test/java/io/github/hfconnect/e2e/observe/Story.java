package io.github.hfconnect.e2e.observe;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;

/**
 * Some minutes in the life of a connector, for a picture: its endpoint is quick, becomes slow, asks for patience, is away, and comes back.
 *
 * @param text of each record
 */
record Story(Topics topics, String topic, ScriptedTei tei, IntFunction<String> text) {

    private static final int RECORDS_A_SECOND = 120;

    /** The seconds of each part, in that order. */
    private static final int QUICK = 35;

    private static final int SLOW = 30;
    private static final int PATIENCE = 20;
    private static final int AWAY = 20;
    private static final int BACK = 40;

    /** How many records there were. */
    int play(int firstId) {
        int id = firstId;
        tei.latencyMillisPerInput(1);
        id = part(id, QUICK);
        tei.latencyMillis(300);
        id = part(id, SLOW);
        tei.latencyMillis(20);
        tei.failWith(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "4")
                .build());
        id = part(id, PATIENCE);
        tei.failWith(new MockResponse.Builder().code(503).build());
        id = part(id, AWAY);
        tei.failWith(null);
        return part(id, BACK) - firstId;
    }

    private int part(int firstId, int seconds) {
        int id = firstId;
        for (int second = 0; second < seconds; second++) {
            int next = id;
            topics.send(IntStream.range(next, next + RECORDS_A_SECOND)
                    .mapToObj(each -> Topics.chat(topic, each % 2, each, text.apply(each)))
                    .toList());
            id += RECORDS_A_SECOND;
            Waiting.pause(Duration.ofSeconds(1));
        }
        return id;
    }
}
