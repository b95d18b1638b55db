package io.github.hfconnect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest float, as the JDK finds it. */
class FloatTextTest {

    private static final Random RANDOM = new Random(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0e5",
                "7",
                "-12",
                "1.5",
                "1e3",
                "1E-3",
                "2.5e+2",
                "0.1",
                "0.10000000149011612",
                "16777217",
                "16777219",
                "33554435",
                "1.00000005960464477539",
                "1.000000059604644775390625",
                "1.00000005960464477539062500000001",
                "1.0000000596046448",
                "3.4028235e38",
                "3.4028236e38",
                "1e39",
                "1e400",
                "1e-46",
                "1.17549435e-38",
                "1.4e-45",
                "7e-46",
                "123456789012345678",
                "1234567890123456789012",
                "0.000000000000000000000000012345",
                "1e10000000000",
                "1e-10000000000",
                "9007199254740993e-9"
            })
    void edgesAreRoundedOnce(String number) {
        assertThat(parse(number)).isEqualTo(Float.parseFloat(number));
    }

    @Test
    void anyFloatIsReadBackHoweverItIsSpelled() {
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(RANDOM.nextInt());
            if (Float.isFinite(value)) {
                assertThat(parse(Float.toString(value))).isEqualTo(value);
                assertThat(parse(Double.toString(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void decimalsNearTheMiddleOfTwoFloatsAreRoundedAsByTheJdk() {
        for (int i = 0; i < 100_000; i++) {
            float value = RANDOM.nextFloat() - 0.5f;
            BigDecimal middle = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.valueOf(2));
            String number = shortened(middle.toPlainString(), 8 + RANDOM.nextInt(20));
            assertThat(parse(number)).as(number).isEqualTo(Float.parseFloat(number));
        }
    }

    @Test
    void componentsOfUsualVectorsAreRoundedAsByTheJdk() {
        for (int i = 0; i < 100_000; i++) {
            String number =
                    String.format(Locale.ROOT, "%." + (1 + RANDOM.nextInt(17)) + "f", RANDOM.nextGaussian() / 20);
            assertThat(parse(number)).as(number).isEqualTo(Float.parseFloat(number));
        }
    }

    private static String shortened(String number, int length) {
        return number.substring(0, Math.min(number.length(), length));
    }

    /** At a place in a longer text, as a parser's buffer is. */
    private static float parse(String number) {
        return FloatText.parse(("9" + number + "9").toCharArray(), 1, number.length());
    }
}
