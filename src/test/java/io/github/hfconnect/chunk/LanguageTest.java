package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK knows of languages, as far as documents rely on it. */
class LanguageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One is here. |Two is here.",
                "Here are 3.5 of them. |Two is here.",
                "Что это? |Это два!",
                "هل تحتاجون إلى ماء؟ |تقف الشاحنة هنا.",
                "یہ پہلا ہے۔ |یہ دوسرا ہے۔",
                "ይህ የመጀመሪያው ነው። |ይህ ሁለተኛው ነው።",
                "នេះជាប្រយោគ។ |នេះជាប្រយោគ។",
                "ဒါက စာကြောင်း။ |ဒါက စာကြောင်း။",
                "مرحبًا بكم. |تقف الشاحنة هنا.",
                "एक वाक्य है। |दूसरा वाक्य है।",
                "我们先核对了货物。|明天上午要做什么？|没有。",
                "受付で再発行できます。|古い会員証です。",
                "주말에는 쉽니다. |책을 빌립니다.",
            })
    void sentencesEndInEveryScript(String marked) {
        assertThat(parts(marked, Language::sentences)).isEqualTo(List.of(marked.split("\\|")));
    }

    @Test
    void thaiHasWordsWithoutBlanks() {
        assertThat(parts("ทำความสะอาด|ตัว|กรอง", Language::words))
                .hasSizeGreaterThan(1)
                .doesNotContain("");
    }

    private static List<String> parts(String marked, Breaks breaks) {
        String text = marked.replace("|", "");
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at : IntStream.concat(breaks.in(text, 0, text.length()), IntStream.of(text.length()))
                .toArray()) {
            parts.add(text.substring(start, at));
            start = at;
        }
        return parts;
    }
}
