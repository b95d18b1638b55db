package io.github.hfconnect.bench.peer;

import java.io.IOException;
import java.util.stream.Stream;

/** What a bare client sends, as the plugin would, and how it reads what it is answered. */
public interface Wire {

    /** The route under the endpoint's base URL. */
    String path();

    /** The body of a call with the given texts, as the plugin writes it; the texts need no escapes. */
    byte[] body(Stream<String> texts);

    /** Reads a good answer, and says for how many inputs it is. */
    int read(byte[] answer, int inputs) throws IOException;
}
