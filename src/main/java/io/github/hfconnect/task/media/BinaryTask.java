package io.github.hfconnect.task.media;

import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.task.Task;
import java.util.List;

/** A task that is asked about one image, sound or video. */
interface BinaryTask extends Task {

    @Override
    default List<Slot> slots() {
        return List.of(Slot.BINARY);
    }
}
