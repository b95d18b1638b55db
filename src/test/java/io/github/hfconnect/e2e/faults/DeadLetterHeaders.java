package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.e2e.Topics;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What Connect's headers of a dead letter say. */
final class DeadLetterHeaders {

    private static final String CLASS = "io.github.hfconnect.sink.output.RecordFailedException$";

    private DeadLetterHeaders() {}

    /** The failure's kind, by the class of the exception; that class itself where it is none of ours. */
    static String kind(ConsumerRecord<String, String> letter) {
        String exception = header(letter, "exception.class.name");
        return exception.startsWith(CLASS) ? exception.substring(CLASS.length()) : exception;
    }

    /** Whether value, place, connector and message are those of the record that failed. */
    static boolean areRight(Feed feed, ConsumerRecord<String, String> letter) {
        int id = Topics.id(letter);
        if (!feed.holds(id)) {
            return false;
        }
        String place = feed.topic() + "-" + feed.partition(id) + "@" + feed.offset(id);
        return letter.value()
                        .equals(Topics.chat(feed.topic(), 0, id, feed.messages().get(id))
                                .value())
                && letter.key().equals("user-" + id)
                && header(letter, "topic").equals(feed.topic())
                && header(letter, "partition").equals(String.valueOf(feed.partition(id)))
                && header(letter, "offset").equals(String.valueOf(feed.offset(id)))
                && header(letter, "connector.name").equals(feed.topic())
                && header(letter, "stage").equals("TASK_PUT")
                && header(letter, "exception.message").contains("Record " + place + " failed. ");
    }

    /** The values of all headers. */
    static String all(ConsumerRecord<String, String> letter) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    static String header(ConsumerRecord<String, String> letter, String name) {
        return Topics.header(letter, "__connect.errors." + name);
    }
}
