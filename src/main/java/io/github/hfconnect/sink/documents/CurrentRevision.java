package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Revisions;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes for granted what stands of a document only where it is not known to be of another revision of the model than answers now, and
 * says how many documents are: at the first, and again each time they have doubled. For one thread.
 */
final class CurrentRevision {

    private static final Logger log = LoggerFactory.getLogger(CurrentRevision.class);

    private final Revisions revisions;
    private long others;
    private long taken;

    CurrentRevision(Revisions revisions) {
        this.revisions = revisions;
    }

    DocumentState of(DocumentState state) {
        if (state.hasNoHashes()) {
            return state;
        }
        Set<String> served = state.revision() == DocumentState.NOT_TOLD ? Set.of() : revisions.served();
        if (!state.isOfOthersThan(served.stream().map(DocumentState::revision).collect(Collectors.toSet()))) {
            taken++;
            return state;
        }
        others++;
        if (Long.bitCount(others) == 1) {
            log.info(
                    "Documents whose pieces are of another revision of the model than answers now ({}) are asked about anew: {}"
                            + " so far; documents whose pieces stand, because it is the same or not told: {}",
                    served,
                    others,
                    taken);
        }
        return state.unsure();
    }
}
