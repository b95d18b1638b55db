package io.github.hfconnect.demo.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start one JVM.
 *
 * @param name for its log file and for messages
 * @param kafka whose class path it runs on
 * @param jvmOptions such as the heap size
 * @param mainClass and its arguments
 * @param environment added to this process's own
 */
record JavaCommand(
        String name,
        KafkaLibs kafka,
        List<String> jvmOptions,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment) {

    private static final List<String> LOGGING = List.of(
            "-Dorg.slf4j.simpleLogger.logFile=System.out",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true");

    /** The command line, with the {@link ParentWatch} on a class path of its own in front. */
    List<String> line(Path watchClassPath) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions);
        line.addAll(LOGGING);
        line.add("-cp");
        line.add(watchClassPath + File.pathSeparator + kafka.classPath());
        line.add(ParentWatch.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
