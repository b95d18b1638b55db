package io.github.hfconnect;

import java.net.URI;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** The source of a public class in a room, with one field. */
final class Planted extends SimpleJavaFileObject {

    private final String packageName;
    private final String name;
    private final String field;

    Planted(String packageName, String name, String field) {
        super(
                URI.create("planted:///" + packageName.replace('.', '/') + "/" + name + ".java"),
                JavaFileObject.Kind.SOURCE);
        this.packageName = packageName;
        this.name = name;
        this.field = field;
    }

    String className() {
        return packageName + "." + name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return "package %s; public class %s { %s; }".formatted(packageName, name, field);
    }

    @Override
    public String toString() {
        return className() + " with " + field;
    }
}
