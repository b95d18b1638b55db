package io.github.hfconnect.bench;

import java.io.IOException;
import java.util.List;

/** What a hand-written loop asks. */
interface Model extends AutoCloseable {

    /** A prediction for each text, in their order, in one call where that is possible. */
    List<?> predictions(List<String> texts) throws IOException;

    @Override
    void close();
}
