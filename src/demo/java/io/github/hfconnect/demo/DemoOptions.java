package io.github.hfconnect.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;

/**
 * What {@code bin/demo} was called with.
 *
 * @param input chat lines, one JSON object a line, or with {@code search} a folder of documents
 * @param search whether documents are searched, not chat lines moderated
 * @param keep whether everything goes on running after the last line
 * @param brokerPort of the broker, 0 for any free one
 * @param connectPort of the worker's REST interface, 0 for any free one
 * @param modelPort of the model server, 0 for any free one
 */
record DemoOptions(Path input, boolean search, boolean keep, int brokerPort, int connectPort, int modelPort) {

    private static final String SEARCH = "--search";

    /**
     * Reads the command line.
     *
     * @param chat the file where none is named
     * @param documents the folder where none is named
     * @throws UsageException where an option or its value is wrong
     */
    static DemoOptions parse(List<String> arguments, Path chat, Path documents) {
        DemoOptions options = new DemoOptions(
                arguments.contains(SEARCH) ? documents : chat, arguments.contains(SEARCH), false, 0, 0, 0);
        ListIterator<String> words = arguments.listIterator();
        while (words.hasNext()) {
            options = options.with(words.next(), words);
        }
        if (!Files.isReadable(options.input) || Files.isDirectory(options.input) != options.search) {
            throw new UsageException("cannot read the " + (options.search ? "folder " : "file ") + options.input);
        }
        return options;
    }

    private DemoOptions with(String option, ListIterator<String> words) {
        return switch (option) {
            case "--keep" -> new DemoOptions(input, search, true, brokerPort, connectPort, modelPort);
            case SEARCH -> withInput(folder(words));
            case "--file" -> withInput(Path.of(value(option, words)));
            case "--broker-port" -> new DemoOptions(input, search, keep, port(option, words), connectPort, modelPort);
            case "--connect-port" -> new DemoOptions(input, search, keep, brokerPort, port(option, words), modelPort);
            case "--model-port" -> new DemoOptions(input, search, keep, brokerPort, connectPort, port(option, words));
            default -> throw new UsageException("unknown option " + option);
        };
    }

    private DemoOptions withInput(Path other) {
        return new DemoOptions(other, search, keep, brokerPort, connectPort, modelPort);
    }

    /** The word after it, unless that is another option. */
    private Path folder(ListIterator<String> words) {
        if (!words.hasNext()) {
            return input;
        }
        String word = words.next();
        if (word.startsWith("--")) {
            words.previous();
            return input;
        }
        return Path.of(word);
    }

    private static int port(String option, Iterator<String> words) {
        String text = value(option, words);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new UsageException(option + " needs a port from 1 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return words.next();
    }
}
