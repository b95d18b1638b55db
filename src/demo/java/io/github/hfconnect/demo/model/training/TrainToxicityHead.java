package io.github.hfconnect.demo.model.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.demo.model.ToxicityHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains the head that {@code ModelServer} ships, from labelled tweets, prints how good it is and writes its weights.
 *
 * <p>Arguments: the tweets ({@code {"text","class"}} a line), the file to write, and if wanted chat from elsewhere
 * ({@code {"message","intent"}} a line) on which it is only judged.
 */
public final class TrainToxicityHead {

    private static final long SEED = 7;
    private static final double HELD_OUT_SHARE = 0.2;
    private static final double L2 = 1;
    private static final List<Double> THRESHOLDS = List.of(0.5, 0.8);

    private final ObjectMapper json = new ObjectMapper();

    private TrainToxicityHead() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: TrainToxicityHead TWEETS.jsonl HEAD.json [CHAT.jsonl]");
        }
        TrainToxicityHead training = new TrainToxicityHead();
        ToxicityHead head = training.train(Path.of(arguments[0]), Path.of(arguments[1]));
        if (arguments.length > 2) {
            training.judge(head, "chat", Example.chat(Path.of(arguments[2])));
        }
    }

    private ToxicityHead train(Path tweets, Path file) throws IOException {
        Split split = Split.stratified(Example.tweets(tweets), HELD_OUT_SHARE, SEED);
        ToxicityHead head = LogisticRegression.fit(split.training(), L2);
        judge(head, "training tweets", split.training());
        ObjectNode metrics = judge(head, "held-out tweets", split.heldOut());
        String document = json.writerWithDefaultPrettyPrinter().writeValueAsString(document(head, metrics));
        Files.writeString(file, document + "\n");
        return head;
    }

    /** Prints and returns the scores at each threshold. */
    private ObjectNode judge(ToxicityHead head, String name, List<Example> examples) {
        ObjectNode scores = json.createObjectNode().put("examples", examples.size());
        for (double threshold : THRESHOLDS) {
            scores.set(
                    "threshold_" + threshold,
                    json.valueToTree(Confusion.of(head, examples, threshold).scores()));
        }
        System.out.println(name + " " + scores);
        return scores;
    }

    private ObjectNode document(ToxicityHead head, ObjectNode heldOut) {
        ObjectNode document = json.createObjectNode()
                .put("embedding", "all-MiniLM-L6-v2, quantised, mean-pooled, normalised")
                .put("l2", L2)
                .put("seed", SEED);
        document.set("held_out", heldOut);
        document.put("bias", head.bias());
        document.set("weights", json.valueToTree(head.weights()));
        return document;
    }
}
