package io.github.hfconnect.sink;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.sink.lane.LaneRecord;

/** As which inputs a record is asked. For the task thread. */
@FunctionalInterface
interface Division {

    /**
     * The inputs, and what the answers become.
     *
     * @throws io.github.hfconnect.inference.InferenceException {@code REJECTED}, where they would be too many
     */
    Parts of(LaneRecord record, Input input);
}
