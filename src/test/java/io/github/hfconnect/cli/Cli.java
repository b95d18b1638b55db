package io.github.hfconnect.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command has done.
 *
 * @param exitCode 0 where all went well
 */
public record Cli(int exitCode, String out, String err) {

    /** Runs a command in this process. */
    public static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HfConnect.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
