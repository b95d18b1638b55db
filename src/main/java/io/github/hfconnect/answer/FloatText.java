package io.github.hfconnect.answer;

/**
 * A float out of the characters of a JSON number, without a text or a double in between that would have to be made for each of
 * thousands. The result is the float that is nearest to the number, as {@link Float#parseFloat} has it: where two roundings
 * (W. D. Clinger, "How to read floating point numbers accurately", 1990) could make another of it, that method is asked.
 */
final class FloatText {

    /** So many digits a long holds. */
    private static final int MOST_DIGITS = 18;

    /** Each is a double exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The bits of a double that a float has not. */
    private static final long LOST_BITS = (1L << 29) - 1;

    private static final long HALF_WAY = 1L << 28;

    /** By how many of its last bits a product or quotient of two rounded numbers may be off, and more. */
    private static final long UNSURE = 4;

    private FloatText() {}

    /**
     * Reads a number.
     *
     * @param text holds a number in JSON's notation
     */
    static float parse(char[] text, int from, int length) {
        int end = from + length;
        int at = text[from] == '-' ? from + 1 : from;
        boolean negative = at > from;
        long digits = 0;
        int count = 0;
        int power = 0;
        boolean fraction = false;
        for (; at < end && text[at] != 'e' && text[at] != 'E'; at++) {
            if (text[at] == '.') {
                fraction = true;
            } else {
                digits = digits * 10 + (text[at] - '0');
                count += digits == 0 ? 0 : 1;
                power -= fraction ? 1 : 0;
            }
            if (count > MOST_DIGITS) {
                return slowly(text, from, length);
            }
        }
        power += at < end ? exponent(text, at + 1, end) : 0;
        double value = digits == 0 ? 0 : scaled(digits, power);
        return isSure(value) ? (float) (negative ? -value : value) : slowly(text, from, length);
    }

    /** Saturated far beyond what a float can hold. */
    private static int exponent(char[] text, int from, int end) {
        int at = text[from] == '-' || text[from] == '+' ? from + 1 : from;
        int exponent = 0;
        for (; at < end; at++) {
            exponent = Math.min(10_000, exponent * 10 + (text[at] - '0'));
        }
        return text[from] == '-' ? -exponent : exponent;
    }

    /** Off by no more than two roundings; not a number where it might be more. */
    private static double scaled(long digits, int power) {
        if (Math.abs(power) >= POWERS.length) {
            return Double.NaN;
        }
        return power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
    }

    /** Whether all numbers from which the value may have been rounded become the same float. */
    private static boolean isSure(double value) {
        if (value == 0) {
            return true;
        }
        long lost = Double.doubleToRawLongBits(value) & LOST_BITS;
        return value >= Float.MIN_NORMAL && value <= Float.MAX_VALUE && Math.abs(lost - HALF_WAY) > UNSURE;
    }

    private static float slowly(char[] text, int from, int length) {
        return Float.parseFloat(new String(text, from, length));
    }
}
