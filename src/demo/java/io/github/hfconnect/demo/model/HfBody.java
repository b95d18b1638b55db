package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON body of a call to Hugging Face's inference API.
 *
 * @param fields the whole body
 * @param texts the inputs
 * @param list whether they came as a list
 */
record HfBody(JsonNode fields, List<Sequence> texts, boolean list) {

    static HfBody read(Call call) throws IOException {
        if (!call.mediaType().equals("application/json")) {
            throw HfErrors.badRequest("Content type \"" + call.mediaType() + "\" not supported. "
                    + "Supported content types are: application/json");
        }
        JsonNode fields = json(call);
        JsonNode inputs = fields.path("inputs");
        if (inputs.isMissingNode()) {
            throw HfErrors.badRequest("Body needs to provide a inputs key, received: " + fields);
        }
        return new HfBody(fields, texts(inputs), inputs.isArray());
    }

    private static JsonNode json(Call call) throws IOException {
        try {
            return call.json();
        } catch (Call.BodyTooLargeException e) {
            throw HfErrors.bodyTooLarge();
        } catch (Call.SyntaxException e) {
            throw HfErrors.badRequest(e.detail());
        }
    }

    private static List<Sequence> texts(JsonNode inputs) {
        List<Sequence> texts = new ArrayList<>();
        for (JsonNode text : inputs.isArray() ? inputs : List.of(inputs)) {
            if (!text.isTextual()) {
                throw HfErrors.badRequest("text input must be of type `str` (single example) or `list[str]` (batch)");
            }
            texts.add(Sequence.of(text.textValue()));
        }
        return texts;
    }
}
