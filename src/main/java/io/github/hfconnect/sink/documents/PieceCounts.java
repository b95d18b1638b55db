package io.github.hfconnect.sink.documents;

import java.util.concurrent.atomic.LongAdder;

/** What became of pieces: of a document that is written, each is one of these. */
final class PieceCounts {

    /** Written with a prediction. */
    final LongAdder written = new LongAdder();

    /** Left as they stand. */
    final LongAdder unchanged = new LongAdder();

    /** Taken away by a tombstone. */
    final LongAdder removed = new LongAdder();
}
