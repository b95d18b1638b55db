package io.github.hfconnect.server.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiMedia;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Images and videos of EvoLink. As a rule the order is answered with a task, {@code {"id", "status", "task_info":
 * {"estimated_time"}}}, that is asked about at {@code GET /v1/tasks/{id}} until it is completed, with the URLs of its
 * {@code results}, or has failed, with an error's code and status 200
 * (docs.evolink.ai/en/api-manual/task-management/get-task-detail). Some models answer at once, as OpenAI does.
 *
 * @param order the order, and the answer at once
 * @param results what the results are made of
 */
record EvoLinkGeneration(OpenAiMedia order, MediaAnswer results) implements ServerApi {

    private static final Expected EXPECTED = new Expected("a task with id and status, or data");

    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    /** It goes into a path. */
    private static final Pattern ID = Pattern.compile("\\w[\\w-]{0,199}");

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final double MOST_SECONDS = Duration.ofDays(1).toSeconds();

    static ServerApi images(CallSpec spec) {
        return new EvoLinkGeneration(OpenAiMedia.images(spec), new MediaAnswer(MagicBytes.IMAGE_OR_SOUND));
    }

    static ServerApi videos(CallSpec spec) {
        OpenAiMedia order = new OpenAiMedia(spec, "v1/videos/generations", "prompt");
        return new EvoLinkGeneration(order, new MediaAnswer(MagicBytes.VIDEO));
    }

    @Override
    public CallSpec spec() {
        return order.spec();
    }

    @Override
    public boolean takesLists() {
        return order.takesLists();
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return order.encode(inputs);
    }

    @Override
    public Optional<FollowUp> next(Answer answer, List<Input> inputs, @Nullable ApiRequest asked) {
        JsonNode root = EXPECTED.in(answer);
        if (isAnswerAtOnce(root)) {
            return Optional.empty();
        }
        String status = EXPECTED.text(root.path("status"), "a status");
        if (!ENDS.contains(status)) {
            return Optional.of(question(root));
        }
        if (status.equals("completed")) {
            result(root);
        }
        return Optional.empty();
    }

    private static boolean isAnswerAtOnce(JsonNode root) {
        return root.path("data").isArray();
    }

    private static FollowUp question(JsonNode task) {
        String id = EXPECTED.text(task.path("id"), "an id");
        if (!ID.matcher(id).matches()) {
            throw EXPECTED.butFound("an id that is none");
        }
        JsonNode seconds = task.path("task_info").path("estimated_time");
        double bounded = Math.max(0, Math.min(seconds.asDouble(0), MOST_SECONDS));
        Duration expected = Duration.ofMillis(Math.round(bounded * 1000));
        return new FollowUp(ApiRequest.get("v1/tasks/" + id), pause(expected), expected);
    }

    /** A tenth of what the server expects, so that little time is lost and few questions are asked. */
    static Duration pause(Duration expected) {
        if (expected.isZero()) {
            return PAUSE;
        }
        long millis = expected.toMillis() / 10;
        return Duration.ofMillis(Math.max(SHORTEST_PAUSE.toMillis(), Math.min(millis, LONGEST_PAUSE.toMillis())));
    }

    private Object result(JsonNode task) {
        return results.url(task.path("results").path(0));
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        if (isAnswerAtOnce(root)) {
            return order.decode(answer, inputs);
        }
        if (root.path("status").asText().equals("completed")) {
            return List.of(result(root));
        }
        throw EvoLinkError.of(root);
    }
}
