package io.github.hfconnect.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The terminal: results on standard output, progress on standard error. Colour only where standard output is a terminal. */
final class Screen {

    /** The colours that lines are shown in. */
    enum Ink {
        PLAIN(""),
        RED("\033[31m"),
        YELLOW("\033[33m"),
        GREY("\033[90m"),
        BOLD("\033[1m");

        private final String start;

        Ink(String start) {
            this.start = start;
        }
    }

    private final PrintStream results =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintStream progress =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private final long start = System.nanoTime();
    private final boolean colour;
    private final int columns;

    private Screen(boolean colour, int columns) {
        this.colour = colour;
        this.columns = columns;
    }

    /** The terminal that {@code bin/demo} described: {@code demo.columns} is its width, absent where there is none. */
    static Screen ofTerminal() {
        int columns = Integer.getInteger("demo.columns", 0);
        return new Screen(columns > 0, columns > 0 ? columns : 160);
    }

    /** A line of progress, with the seconds since the start. */
    void progress(String text) {
        progress.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, text));
    }

    /** A line without a time, among the progress. */
    void note(String text) {
        progress.println(text);
    }

    /** A line of the results, cut to the width of the terminal. */
    void result(Ink ink, String text) {
        whole(ink, cut(text));
    }

    /** A line of the results that must not be cut. */
    void whole(Ink ink, String text) {
        results.println(colour && ink != Ink.PLAIN ? ink.start + text + "\033[0m" : text);
    }

    private String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= columns ? text : text.substring(0, text.offsetByCodePoints(0, columns - 3)) + "...";
    }
}
