package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Elements that say themselves which input they belong to: {@code [{"index": 0, ..}, ..]}, in any order. Gemini leaves the index out
 * where it is 0, as JSON of protobuf does with each zero (samfoy/pi-session-search#13, spring-projects/spring-ai#7019): where exactly
 * one element has none, and the first place is the only one that the others leave free, it is there.
 */
public final class IndexedElements {

    private IndexedElements() {}

    /** One element for each input, in the inputs' order. */
    public static List<JsonNode> inOrder(JsonNode list, int inputs, Expected expected) {
        List<JsonNode> elements = expected.oneEach(list, inputs);
        boolean oneHasNone =
                elements.stream().filter(each -> !each.has("index")).count() == 1;
        List<Optional<JsonNode>> found = new ArrayList<>(Collections.nCopies(inputs, Optional.empty()));
        for (JsonNode element : elements) {
            Integer index = oneHasNone && !element.has("index")
                    ? Integer.valueOf(0)
                    : expected.wholeOrNull(element.path("index"), "an index");
            if (index == null
                    || index < 0
                    || index >= inputs
                    || found.get(index).isPresent()) {
                throw expected.butFound("an element without an index of its own");
            }
            found.set(index, Optional.of(element));
        }
        return found.stream().flatMap(Optional::stream).toList();
    }
}
