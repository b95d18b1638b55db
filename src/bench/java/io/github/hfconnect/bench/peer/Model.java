package io.github.hfconnect.bench.peer;

import java.io.IOException;
import java.util.List;

/** What a hand-written loop asks. */
public interface Model extends AutoCloseable {

    /** A prediction for each text, in their order, in one call where that is possible. */
    List<?> predictions(List<String> texts) throws IOException;

    @Override
    void close();
}
