package io.github.hfconnect.chunk;

import java.util.List;
import java.util.Random;

/** Texts made by chance of what is hard to cut: clusters of several code points, long words, blanks, and Markdown's marks. */
final class RandomText {

    private static final List<String> WORDS = List.of(
            "a",
            "word",
            "antidisestablishmentarianism",
            "e\u0301tude",
            "Ǆ",
            "straße",
            "don't",
            "3,141.59",
            "слово",
            "λόγος",
            "\u0645\u0631\u062d\u0628\u0627\u064b",
            "שָׁלוֹם",
            "क्षत्रिय",
            "นั่งรถไฟไปเที่ยวทะเล",
            "ກຳລັງ",
            "图书馆里很安静",
            "カ\u3099ラス",
            "ﾊﾟﾋﾟ",
            "한국어",
            "\u1112\u1161\u11ab",
            "🙂",
            "👩🏽\u200d🚀",
            "👨\u200d👩\u200d👧\u200d👦",
            "🇩🇪🇫🇷🇮🇹",
            "1\ufe0f\u20e3",
            "𝒳𝒴",
            "𠀀𠀁",
            "\ud800",
            "\udc00",
            "z\u0335\u0321\u0322\u0327\u0328",
            "\u0600123",
            "\ufeff",
            "a\u00adb");
    private static final List<String> GAPS = List.of(
            " ", " ", " ", " ", "  ", "\t", "\n", "\r\n", ". ", ". ", "! ", "? ", "。", "؟ ", "। ", ", ", "\u3000",
            "\u2029", "\u200b", "");
    private static final List<String> BLOCKS = List.of(
            "\n\n",
            "\n\n",
            "\r\n\r\n",
            "\n \n",
            "\n\n# Heading\n\n",
            "\n## Two\n",
            "\nTitle\n===\n",
            "\n\n```java\nint i;\n\nint j;\n```\n",
            "\n~~~\n",
            "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n",
            "\n- item\n",
            "\n\n    indented\n\n",
            "\n> quoted\n");

    private RandomText() {}

    /** A text of about as many UTF-16 units. */
    static String of(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int kind = random.nextInt(100);
            if (kind < 8) {
                text.append(any(BLOCKS, random));
            } else if (kind == 8) {
                text.append(any(WORDS, random).repeat(1 + random.nextInt(80)));
            } else if (kind == 9) {
                text.append(any(GAPS, random).repeat(1 + random.nextInt(200)));
            } else {
                text.append(any(WORDS, random)).append(any(GAPS, random));
            }
        }
        return text.toString();
    }

    private static String any(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
