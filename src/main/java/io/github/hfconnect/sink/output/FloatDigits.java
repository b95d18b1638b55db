package io.github.hfconnect.sink.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The text of a {@code float} as {@link Float#toString(float)} has it, written into bytes: the fewest digits that are read back as the same
 * number, and of those the nearest. Components of vectors are made of six to nine digits, of which the fewest are found by trial; what is far larger or
 * smaller is left to Java.
 */
final class FloatDigits {

    /** Bytes that one number needs at most. */
    static final int MOST_BYTES = 16;

    private static final int FEWEST_DIGITS = 6;

    /** Enough for most; one more is for all. */
    private static final int USUAL_DIGITS = 8;

    private static final double SMALLEST = 1e-9;

    /** From here on, and below a thousandth, a number is written with an exponent. */
    private static final double FIRST_WITH_EXPONENT = 1e7;

    private static final int SMALLEST_PLAIN_EXPONENT = -3;

    /** All of them exact. */
    private static final double[] POWERS = new double[USUAL_DIGITS + 11];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** The digits of 0 to 99: two at a time is half of the divisions, each of which waits for the one before. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private static final double LOG10_OF_2 = 0.30103;

    /** The bits that a double has and a float has not, and what they are half way between two floats. */
    private static final long BELOW_FLOAT = (1L << 29) - 1;

    private static final long HALF_WAY = 1L << 28;

    private FloatDigits() {}

    /**
     * Writes a finite number.
     *
     * @return where the next byte is to stand
     */
    static int write(float number, byte[] to, int at) {
        float size = Math.abs(number);
        if (size >= SMALLEST && size < FIRST_WITH_EXPONENT) {
            int exponent = exponent(size);
            int places = fewestPlaces(size, USUAL_DIGITS - 1 - exponent);
            if (places >= 0) {
                return write(number < 0, rounded(size, places), places, exponent, to, at);
            }
        }
        byte[] text = Float.toString(number).getBytes(US_ASCII);
        System.arraycopy(text, 0, to, at, text.length);
        return at + text.length;
    }

    /** Places behind the point that are enough, of which so many usually are; -1 where one more is not, either. */
    private static int fewestPlaces(float size, int usual) {
        int fewest = Math.max(0, usual - (USUAL_DIGITS - FEWEST_DIGITS));
        int places = usual;
        while (places > fewest && isEnough(places - 1, size)) {
            places--;
        }
        if (places < usual || isEnough(usual, size)) {
            return places;
        }
        return isEnough(usual + 1, size) ? usual + 1 : -1;
    }

    private static int exponent(float size) {
        int exponent = (int) Math.floor(Math.getExponent(size) * LOG10_OF_2);
        boolean isMore = exponent < -1 ? size * POWERS[-exponent - 1] >= 1 : size >= POWERS[exponent + 1];
        return isMore ? exponent + 1 : exponent;
    }

    private static int rounded(float size, int places) {
        return (int) (size * POWERS[places] + 0.5);
    }

    private static boolean isEnough(int places, float size) {
        return isReadAs(size, rounded(size, places) / POWERS[places]);
    }

    /** Half way between two floats the quotient, which is rounded itself, does not tell which of them is meant. */
    private static boolean isReadAs(float size, double quotient) {
        return (float) quotient == size && (Double.doubleToRawLongBits(quotient) & BELOW_FLOAT) != HALF_WAY;
    }

    /** Digits of which so many stand behind the point, for a number of that power of ten. */
    private static int write(boolean negative, int digits, int places, int ofNumber, byte[] to, int at) {
        // A ten thousandth, for example, is a little less as a float, and its digits are not.
        int exponent = digits >= POWERS[ofNumber + 1 + places] ? ofNumber + 1 : ofNumber;
        int next = at;
        if (negative) {
            to[next++] = '-';
        }
        int most = places;
        int fewest = digits;
        for (int tenth = fewest / 10; most > 0 && tenth * 10 == fewest; tenth = fewest / 10) {
            fewest = tenth;
            most--;
        }
        if (exponent < SMALLEST_PLAIN_EXPONENT) {
            return writeScientific(fewest, exponent + most, exponent, to, next);
        }
        int scale = (int) POWERS[Math.min(most, USUAL_DIGITS + 1)];
        int whole = exponent < 0 ? 0 : fewest / scale;
        next = writeDigits(whole, Math.max(exponent, 0) + 1, to, next);
        to[next++] = '.';
        return writeDigits(fewest - whole * scale, Math.max(most, 1), to, next);
    }

    private static int writeScientific(int digits, int rest, int exponent, byte[] to, int at) {
        int scale = (int) POWERS[rest];
        int next = at;
        to[next++] = (byte) ('0' + digits / scale);
        to[next++] = '.';
        next = writeDigits(digits % scale, Math.max(rest, 1), to, next);
        to[next++] = 'E';
        to[next++] = '-';
        return writeDigits(-exponent, 1, to, next);
    }

    private static int writeDigits(int digits, int count, byte[] to, int at) {
        int rest = digits;
        int next = at + count;
        while (next - at >= 2) {
            int hundredth = rest / 100;
            int pair = rest - 100 * hundredth;
            to[--next] = ONES[pair];
            to[--next] = TENS[pair];
            rest = hundredth;
        }
        if (next > at) {
            to[at] = ONES[rest];
        }
        return at + count;
    }
}
