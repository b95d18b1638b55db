package io.github.hfconnect.messages;

import java.util.regex.Pattern;

/**
 * A sentence that the plugin says.
 *
 * @param room the package that says it, below the root
 * @param by the class that says it
 * @param text with … for what differs from case to case
 */
record Message(String room, String by, String text) {

    /** What a remedy looks like: a setting or an option by its name, or a word that asks for something. */
    private static final Pattern REMEDY = Pattern.compile(
            "`[\\w.<>*-]+`|--[a-z]|\\b(must|needs?|[Ss]et|[Cc]heck|[Cc]hange|[Cc]reate|[Rr]aise|[Rr]emove|[Rr]ename|[Nn]ame|[Aa]dd|[Gg]ive"
                    + "|[Uu]se|[Tt]ry|[Cc]opy|[Ii]nstall|[Ss]end|[Mm]ake)\\b");

    /** Whether it is a sentence, and asks somebody to act. */
    boolean asksToAct() {
        return text.split(" ").length >= 5
                && text.matches("[A-Z`…a-z].*")
                && REMEDY.matcher(text).find();
    }
}
