package io.github.hfconnect.task.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.OpenAiChoice;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.schema.JsonAnswer;
import java.util.List;

/**
 * A chat whose answer is JSON that follows a schema. An answer that does not is the record's own failure, and is asked
 * for once more; one that was cut off is not, because it would be cut off again.
 *
 * @param schema sent with each request and checked against each answer
 */
public record StructuredChat(AnswerSchema schema) implements Chat {

    private static final Expected EXPECTED = new Expected("a choice with a message");

    @Override
    public String name() {
        return ChatCompletion.NAME;
    }

    @Override
    public Chat answering(AnswerSchema other) {
        return new StructuredChat(other);
    }

    @Override
    public Shape shape() {
        return schema.shape();
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        AssistantMessage message = AssistantMessage.of(OpenAiChoice.of(answer, inputs, EXPECTED), EXPECTED);
        return List.of(value(said(message), message.finishReason()));
    }

    /** What the schema describes, as an object or as text, or a whole answer in OpenAI's style. */
    @Override
    public Object readResult(JsonNode result, Input input) {
        if (result.isTextual()) {
            return value(result.textValue(), AssistantMessage.UNKNOWN);
        }
        return result.path("choices").path(0).has("message")
                ? Chat.super.readResult(result, input)
                : schema.value(result);
    }

    private static String said(AssistantMessage message) {
        if (message.text() == null) {
            throw AnswerSchema.broken("the assistant says nothing (finish reason: " + message.finishReason() + ")"
                    + (message.refusal() == null ? "" : ", it refuses: " + message.refusal())
                    + (message.reasoning() == null ? "" : ", it has only thought"));
        }
        return message.text();
    }

    private Object value(String said, String finishReason) {
        try {
            return schema.value(JsonAnswer.of(said));
        } catch (InferenceException e) {
            Failure failure = finishReason.equals("length") ? cutOff() : e.failure();
            throw new InferenceException(failure.withMessage(failure.message() + ". It begins: " + said));
        }
    }

    private static Failure cutOff() {
        return Failure.of(
                FailureKind.REJECTED,
                "The answer was cut off before its end (finish reason: length); raise `parameters.max_tokens`, or let"
                        + " `response.schema` ask for less");
    }
}
