package io.github.hfconnect.cli;

import java.io.PrintWriter;

/**
 * Where a command writes to.
 *
 * @param out results, and nothing else
 * @param err everything else
 */
record Console(PrintWriter out, PrintWriter err) {

    /** A result. */
    void result(String line) {
        out.println(line);
        out.flush();
    }

    /** A word to whoever runs the command. */
    void say(String line) {
        err.println(line);
        err.flush();
    }
}
