package io.github.hfconnect.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is typed, or comes by a pipe, a question a line. */
final class Questions {

    private final BufferedReader lines;
    private final Screen screen;

    Questions(InputStream input, Screen screen) {
        this.lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.screen = screen;
    }

    /** The next line, or null where there will be none. */
    @Nullable
    String next(String prompt) throws IOException {
        screen.note(prompt);
        String line = lines.readLine();
        return line == null ? null : line.strip();
    }

    /** The next line, or another question where there is none or nothing on it. */
    String next(String prompt, String otherwise) throws IOException {
        String line = next(prompt);
        return line == null || line.isEmpty() ? otherwise : line;
    }
}
