package io.github.hfconnect.record.value;

import org.apache.kafka.connect.data.Schema;

/** Numbers of one kind as another: a vector is a vector, of whatever numbers. */
public final class Numbers {

    private Numbers() {}

    /** The number as a type wants it; itself where that is no type of numbers, or has no room for it. */
    public static Object of(Schema.Type type, Number number) {
        return switch (type) {
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            case INT8 -> isWhole(number) && number.longValue() == number.byteValue() ? number.byteValue() : number;
            case INT16 -> isWhole(number) && number.longValue() == number.shortValue() ? number.shortValue() : number;
            case INT32 -> isWhole(number) && number.longValue() == number.intValue() ? number.intValue() : number;
            case INT64 -> isWhole(number) ? number.longValue() : number;
            default -> number;
        };
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte;
    }
}
