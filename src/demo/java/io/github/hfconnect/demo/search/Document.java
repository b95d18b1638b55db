package io.github.hfconnect.demo.search;

/**
 * A text file.
 *
 * @param name its path below the folder, with slashes
 * @param text all of it
 */
public record Document(String name, String text) {

    /** Its first line that says anything, without the marks of a heading, or else its name. */
    public String title() {
        return text.lines()
                .map(line -> line.replaceFirst("^[#=]+", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(name);
    }

    /** How many Unicode code points it has. */
    public int length() {
        return text.codePointCount(0, text.length());
    }
}
