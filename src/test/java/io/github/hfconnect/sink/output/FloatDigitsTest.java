package io.github.hfconnect.sink.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatDigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5",
        "-1, -1.0",
        "0, 0.0",
        "-0.0, -0.0",
        "0.001, 0.001",
        "0.0123456789, 0.012345679",
        "123456.7, 123456.7",
        "9999999, 9999999.0",
        "1e7, 1.0E7",
        "0.00099999, 9.9999E-4",
        "1e-4, 1.0E-4",
        "-1.234567e-8, -1.234567E-8",
        "1e-9, 1.0E-9",
        "3.4028235e38, 3.4028235E38",
        "1.4e-45, 1.4E-45",
        "0.99999994, 0.99999994",
        "0.99999, 0.99999",
        "1.5, 1.5",
        "-120, -120.0",
        "1234567, 1234567.0",
        "0.00001, 1.0E-5",
        "16777216, 1.6777216E7",
        "8388608.5, 8388608.0",
    })
    void isWrittenAsJavaWritesIt(float number, String expected) {
        assertThat(written(number)).isEqualTo(expected);
    }

    /** In each of these sizes, whatever this Java's own digits are. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1, 100, 1e4, 1e6})
    void hasTheFewestDigitsThatAreReadAsTheSameNumber(double size) {
        Random random = new Random(19);
        for (int i = 0; i < 20_000; i++) {
            float number = (float) (random.nextGaussian() * size);
            String text = written(number);

            assertThat(Float.parseFloat(text)).isEqualTo(number);
            int digits = digits(text);
            assertThat(digits).isLessThanOrEqualTo(digits(Float.toString(number)));
            assertThat(nearest(number, digits - 1).floatValue()).isNotEqualTo(number);
        }
    }

    /** As Java has it since 19, however many digits the numbers were made of. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void isWhatJacksonWrites(int digits) {
        Random random = new Random(23);
        for (int i = 0; i < 100_000; i++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(16) - 9);
            float rounded =
                    new BigDecimal(number).round(new MathContext(digits)).floatValue();

            assertThat(written(rounded)).isEqualTo(NumberOutput.toString(rounded, true));
        }
    }

    private static BigDecimal nearest(float number, int digits) {
        return digits == 0
                ? BigDecimal.ZERO
                : new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static int digits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }

    private static String written(float number) {
        byte[] bytes = new byte[FloatDigits.MOST_BYTES];
        return new String(bytes, 0, FloatDigits.write(number, bytes, 0), US_ASCII);
    }
}
