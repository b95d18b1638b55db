package io.github.hfconnect.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.Slots;
import io.github.hfconnect.task.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any JSON endpoint, as users describe it: a request by template to the URL as it is, the result by JSON Pointer. */
public final class CustomApi implements ServerApi {

    public static final String NAME = "custom";

    private static final Expected EXPECTED = new Expected("a result at `custom.response`");

    private final CallSpec spec;
    private final CustomFormat format;

    public CustomApi(CallSpec spec) {
        if (spec.router()) {
            throw new IllegalArgumentException("`endpoint.api=" + NAME + "` needs `endpoint.urls`");
        }
        if (spec.custom() == null) {
            throw new IllegalArgumentException("`endpoint.api=" + NAME + "` needs `custom.request`");
        }
        this.spec = spec;
        this.format = spec.custom();
    }

    @Override
    public CallSpec spec() {
        return spec;
    }

    @Override
    public boolean takesLists() {
        return format.batch();
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<Object> values = new ArrayList<>();
        inputs.forEach(input -> values.add(value(input)));
        Object sent = format.batch() ? values : value(Slots.one(inputs));
        String body = format.request().render(sent, spec.parametersFor(inputs));
        if (Texts.holdsHalfOfPair(body)) {
            throw Slots.rejected("The record holds half of a surrogate pair");
        }
        return ApiRequest.postJson("", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The one input, or all of a task that takes several, by their names. */
    private Object value(Input input) {
        Object only = spec.task().slots().size() == 1 ? input.value() : null;
        return only != null ? only : Slots.of(spec.task(), List.of(input));
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        JsonNode result = EXPECTED.in(answer).at(format.result());
        if (result.isMissingNode()) {
            throw EXPECTED.butFound("nothing there");
        }
        List<JsonNode> results = format.batch() ? EXPECTED.oneEach(result, inputs.size()) : List.of(result);
        List<Object> values = new ArrayList<>(results.size());
        for (JsonNode each : results) {
            values.add(spec.task().readResult(each, inputs.get(values.size())));
        }
        return values;
    }
}
