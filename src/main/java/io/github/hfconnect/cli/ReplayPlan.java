package io.github.hfconnect.cli;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with dead letters. Decides, and touches nothing.
 *
 * @param to a topic for all, or null for each record's own
 * @param maxAttempts how many times a record may be put back
 * @param partitions of a topic; 0 where it does not exist
 */
record ReplayPlan(ReplayFilter filter, @Nullable String to, int maxAttempts, ToIntFunction<String> partitions) {

    /** What is to be done with one letter. */
    enum Step {
        /** Goes back to its topic. */
        PUT_BACK("put back"),
        /** The filter leaves it for another day. */
        LEFT_OUT("left out"),
        /** Has come back too often. */
        AT_CAP("comes back again and again: see --max-attempts"),
        /** Does not tell why it failed, though it is chosen by that. */
        NO_KIND(
                "does not tell its kind of failure (errors.deadletterqueue.context.headers.enable was off): leave out --kind"),
        /** Does not tell where it came from. */
        NO_SOURCE("does not tell its topic (errors.deadletterqueue.context.headers.enable was off): see --to"),
        /** Came from a topic that is gone. */
        NO_TOPIC("its topic does not exist");

        private final String words;

        Step(String words) {
            this.words = words;
        }

        String inWords() {
            return words;
        }

        /** Whether somebody has to look after it. */
        boolean isTrouble() {
            return this != PUT_BACK && this != LEFT_OUT;
        }
    }

    Step step(DeadLetter letter) {
        Optional<String> target = target(letter);
        if (filter.cannotJudge(letter)) {
            return Step.NO_KIND;
        }
        if (!filter.matches(letter)) {
            return Step.LEFT_OUT;
        }
        if (letter.attempts() >= maxAttempts) {
            return Step.AT_CAP;
        }
        if (target.isEmpty()) {
            return Step.NO_SOURCE;
        }
        return partitions.applyAsInt(target.get()) == 0 ? Step.NO_TOPIC : Step.PUT_BACK;
    }

    /** The topic that a letter belongs to. */
    Optional<String> target(DeadLetter letter) {
        return Optional.ofNullable(to).or(letter::sourceTopic);
    }

    /** The record that a letter becomes: in its own partition where there still is one, so that its key's order holds. */
    ProducerRecord<byte[], byte[]> putBack(DeadLetter letter) {
        String topic = target(letter).orElseThrow();
        boolean sameTopic = letter.sourceTopic().filter(topic::equals).isPresent();
        Integer partition = letter.sourcePartition()
                .filter(own -> sameTopic && own < partitions.applyAsInt(topic))
                .orElse(null);
        return letter.putBack(topic, partition);
    }
}
