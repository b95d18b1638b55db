package io.github.hfconnect.sink.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The text of a {@code float} as {@link Float#toString(float)} has it since Java 19, written into bytes: the fewest digits that are read back as
 * the same number, and of those the nearest. Components of vectors are made of six to nine digits, of which so few are taken as stay nearer than half
 * the way to the next {@code float}; what is far larger or smaller, and what is too near that for a {@code double} to tell, is left to Jackson.
 */
final class FloatDigits {

    /** Bytes that one number needs at most. */
    static final int MOST_BYTES = 16;

    private static final int MANTISSA = (1 << 23) - 1;

    /** What tells less than this apart in a number of nine digits is the {@code double}'s own rounding. */
    private static final double DOUBT = 1e-6;

    /** Digits and their count in one number; none where they are not certain. */
    private static final long UNCERTAIN = -1;

    private static final int TEN_TO_THE_EIGHTH = 100_000_000;

    private static final int TEN_TO_THE_NINTH = 1_000_000_000;

    /** Below a thousandth a number is written with an exponent. */
    private static final int SMALLEST_PLAIN_EXPONENT = -3;

    /** For numbers from 1e-9 to 1e7. */
    private static final int FEWEST_PLACES = 1;

    private static final int MOST_PLACES = 16;

    /** All of them exact. */
    private static final double[] POWERS = new double[MOST_PLACES + 2];

    /** By the exponent of a {@code float}: places behind the point that its smallest number has, where it has eight digits. */
    private static final byte[] PLACES = new byte[256];

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        for (int i = 0; i < PLACES.length; i++) {
            double places = 7 - Math.floor(Math.log10(Math.scalb(1.0, i - Float.MAX_EXPONENT)));
            PLACES[i] = (byte) (places < FEWEST_PLACES || places > MOST_PLACES + 1 ? 0 : places);
        }
    }

    private FloatDigits() {}

    /**
     * Writes a finite number.
     *
     * @return where the next byte is to stand
     */
    static int write(float number, byte[] to, int at) {
        int bits = Float.floatToRawIntBits(number);
        int binade = bits >>> 23 & 0xff;
        int places = PLACES[binade];
        double size = Math.abs(number);
        if (places > 0 && size * POWERS[places] >= TEN_TO_THE_EIGHTH) {
            places--;
        }
        // The next number below a power of two is half as far as the one above.
        if (places < FEWEST_PLACES || places > MOST_PLACES || (bits & MANTISSA) == 0) {
            return leave(number, to, at);
        }
        double halfWay = Float.intBitsToFloat((binade - 24) << 23) * POWERS[places];
        long digits = fewest(size * POWERS[places], halfWay);
        return digits == UNCERTAIN ? leave(number, to, at) : place(bits >>> 31, digits, 7 - places, to, at);
    }

    private static int leave(float number, byte[] to, int at) {
        byte[] text = NumberOutput.toString(number, true).getBytes(US_ASCII);
        System.arraycopy(text, 0, to, at, text.length);
        return at + text.length;
    }

    /**
     * The fewest digits that are enough.
     *
     * @param scaled the number, with eight digits before the point
     * @param halfWay how far the next {@code float} is, by half
     */
    private static long fewest(double scaled, double halfWay) {
        int six = (int) (scaled * 0.01 + 0.5);
        double off = Math.abs(six * 100.0 - scaled);
        if (off < halfWay + DOUBT) {
            return off < halfWay - DOUBT ? stripped(six) : UNCERTAIN;
        }
        int seven = (int) (scaled * 0.1 + 0.5);
        off = Math.abs(seven * 10.0 - scaled);
        if (off < halfWay + DOUBT) {
            return off < Math.min(halfWay, 5) - DOUBT ? digits(seven * 100, 7) : UNCERTAIN;
        }
        int eight = (int) (scaled + 0.5);
        off = Math.abs(eight - scaled);
        if (off < halfWay + DOUBT) {
            return off < Math.min(halfWay, 0.5) - DOUBT ? digits(eight * 10, 8) : UNCERTAIN;
        }
        int nine = (int) (scaled * 10 + 0.5);
        return Math.abs(nine - scaled * 10) < 0.5 - DOUBT ? digits(nine, 9) : UNCERTAIN;
    }

    private static long stripped(int six) {
        int count = 6;
        for (int rest = six; count > 1 && rest % 10 == 0; rest /= 10) {
            count--;
        }
        return digits(six * 1000, count);
    }

    /** A tenth digit would be of another exponent. */
    private static long digits(int nine, int count) {
        return nine == TEN_TO_THE_NINTH ? UNCERTAIN : (long) nine << 4 | count;
    }

    /** All nine are written, and sign and zeros, wherever the last one ends: that needs no branch that depends on the number. */
    private static int place(int sign, long digits, int exponent, byte[] to, int at) {
        int nine = (int) (digits >>> 4);
        int count = (int) (digits & 0xf);
        to[at] = '-';
        int next = at + sign;
        if (exponent < 0 && exponent >= SMALLEST_PLAIN_EXPONENT) {
            to[next] = '0';
            to[next + 1] = '.';
            to[next + 2] = '0';
            to[next + 3] = '0';
            next += 1 - exponent;
            writeNine(nine, to, next);
            return next + count;
        }
        int whole = Math.max(exponent, 0) + 1;
        writeNine(nine, to, next + 1);
        System.arraycopy(to, next + 1, to, next, whole);
        to[next + whole] = '.';
        next += 1 + Math.max(count, whole + 1);
        if (exponent < 0) {
            to[next++] = 'E';
            to[next++] = '-';
            to[next++] = (byte) ('0' - exponent);
        }
        return next;
    }

    /** The first eight in one number of as many bytes, which is divided by ten thousand, by hundred and by ten, each time in all its parts at once. */
    private static void writeNine(int nine, byte[] to, int at) {
        int eight = nine / 10;
        long fours = (eight / 10_000) | ((long) (eight % 10_000) << 32);
        long hundredths = ((fours * 5243) >>> 19) & 0x7f_0000_007fL;
        long twos = hundredths | ((fours - 100 * hundredths) << 16);
        long tenths = ((twos * 103) >>> 10) & 0xf_000f_000f_000fL;
        long ones = tenths | ((twos - 10 * tenths) << 8);
        EIGHT_BYTES.set(to, at, ones | 0x3030_3030_3030_3030L);
        to[at + 8] = (byte) ('0' + nine - 10 * eight);
    }
}
