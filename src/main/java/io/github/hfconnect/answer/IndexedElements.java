package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Elements that say themselves which input they belong to: {@code [{"index": 0, ..}, ..]}, in any order. */
public final class IndexedElements {

    private IndexedElements() {}

    /** One element for each input, in the inputs' order. */
    public static List<JsonNode> inOrder(JsonNode list, int inputs, Expected expected) {
        List<Optional<JsonNode>> found = new ArrayList<>(Collections.nCopies(inputs, Optional.empty()));
        for (JsonNode element : expected.oneEach(list, inputs)) {
            Integer index = expected.wholeOrNull(element.path("index"), "an index");
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
