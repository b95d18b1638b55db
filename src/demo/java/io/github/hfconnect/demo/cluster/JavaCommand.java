package io.github.hfconnect.demo.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start one JVM.
 *
 * @param name for its log file and for messages
 * @param classPath as the Java launcher takes it
 * @param jvmOptions such as the heap size
 * @param mainClass and its arguments
 * @param environment added to this process's own
 * @param java the home of the Java that it runs on
 */
record JavaCommand(
        String name,
        String classPath,
        List<String> jvmOptions,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        Path java) {

    // Without performance data, which a killed JVM would leave behind; with a log that says when.
    private static final List<String> COMMON = List.of(
            "-XX:-UsePerfData",
            "-Dorg.slf4j.simpleLogger.logFile=System.out",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true");

    /** On the Java that this process runs on. */
    JavaCommand(
            String name,
            String classPath,
            List<String> jvmOptions,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {
        this(name, classPath, jvmOptions, mainClass, arguments, environment, Path.of(System.getProperty("java.home")));
    }

    /**
     * The command line for a directory of the process's own: for the {@link ParentWatch}, on a class path of its own in front,
     * and for whatever native libraries unpack.
     */
    List<String> line(TempDirectory directory) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(java.resolve("bin").resolve("java").toString());
        line.addAll(jvmOptions);
        line.addAll(COMMON);
        line.add("-Djava.io.tmpdir=" + directory.path());
        line.add("-cp");
        line.add(directory.classPathOf(ParentWatch.class) + File.pathSeparator + classPath);
        line.add(ParentWatch.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
