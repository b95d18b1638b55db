package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The main class of every child JVM: runs the real one, and ends the process when its standard input ends, which is when
 * the parent is gone, however it ended. Stands alone: it is the only class of the project on a child's class path.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /**
     * Runs another main class.
     *
     * @param arguments the name of that class, then its own arguments
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(() -> endWith(System.in), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void endWith(InputStream parent) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // An unreadable pipe is a lost parent, too.
        }
        Runtime.getRuntime().halt(1);
    }
}
