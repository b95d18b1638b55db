package io.github.hfconnect.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code bin/demo} was called with.
 *
 * @param file chat lines, one JSON object a line
 * @param keep whether everything goes on running after the last line
 * @param brokerPort of the broker, 0 for any free one
 * @param connectPort of the worker's REST interface, 0 for any free one
 * @param modelPort of the model server, 0 for any free one
 */
record DemoOptions(Path file, boolean keep, int brokerPort, int connectPort, int modelPort) {

    /**
     * Reads the command line.
     *
     * @param sample the file where none is named
     * @throws UsageException where an option or its value is wrong
     */
    static DemoOptions parse(List<String> arguments, Path sample) {
        DemoOptions options = new DemoOptions(sample, false, 0, 0, 0);
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            options = options.with(words.next(), words);
        }
        if (!Files.isReadable(options.file) || Files.isDirectory(options.file)) {
            throw new UsageException("cannot read " + options.file);
        }
        return options;
    }

    private DemoOptions with(String option, Iterator<String> words) {
        return switch (option) {
            case "--keep" -> new DemoOptions(file, true, brokerPort, connectPort, modelPort);
            case "--file" -> new DemoOptions(Path.of(value(option, words)), keep, brokerPort, connectPort, modelPort);
            case "--broker-port" -> new DemoOptions(file, keep, port(option, words), connectPort, modelPort);
            case "--connect-port" -> new DemoOptions(file, keep, brokerPort, port(option, words), modelPort);
            case "--model-port" -> new DemoOptions(file, keep, brokerPort, connectPort, port(option, words));
            default -> throw new UsageException("unknown option " + option);
        };
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
