package io.github.hfconnect.record.value;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/**
 * What a value means by the name of its schema, as people write it: times in ISO 8601, decimals as numbers, bits as digits. Knows Connect's own
 * types and those of Debezium (3.6, packages {@code io.debezium.time} and {@code io.debezium.data}), whose times without a zone
 * are written without one.
 */
final class LogicalType {

    private static final long NANOS_PER_DAY = Duration.ofDays(1).toNanos();

    private static final Map<String, Function<Number, Object>> TIMES = Map.of(
            "io.debezium.time.Date",
                    days -> LocalDate.ofEpochDay(days.longValue()).toString(),
            "io.debezium.time.Timestamp", millis -> dateTime(millis, ChronoUnit.MILLIS),
            "io.debezium.time.MicroTimestamp", micros -> dateTime(micros, ChronoUnit.MICROS),
            "io.debezium.time.NanoTimestamp", nanos -> dateTime(nanos, ChronoUnit.NANOS),
            "io.debezium.time.Time", millis -> time(Duration.ofMillis(millis.longValue())),
            "io.debezium.time.MicroTime", micros -> time(Duration.of(micros.longValue(), ChronoUnit.MICROS)),
            "io.debezium.time.NanoTime", nanos -> time(Duration.ofNanos(nanos.longValue())),
            "io.debezium.time.MicroDuration",
                    micros -> Duration.of(micros.longValue(), ChronoUnit.MICROS).toString(),
            "io.debezium.time.NanoDuration",
                    nanos -> Duration.ofNanos(nanos.longValue()).toString());

    private static final String BITS = "io.debezium.data.Bits";

    private LogicalType() {}

    /** Text or a number for a value of such a type, or the value itself. */
    static Object meaning(@Nullable Schema schema, Object value) {
        String name = schema == null ? null : schema.name();
        if (value instanceof Date date) {
            return ofDate(name, instant(date));
        }
        if (value instanceof Number number && name != null) {
            Function<Number, Object> form = TIMES.get(name);
            return form == null ? number : form.apply(number);
        }
        if (schema != null && BITS.equals(name) && (value instanceof byte[] || value instanceof ByteBuffer)) {
            return bits(
                    schema.parameters(), value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : (ByteBuffer) value);
        }
        boolean isDecimal = value instanceof Struct struct
                && "io.debezium.data.VariableScaleDecimal"
                        .equals(struct.schema().name());
        return isDecimal ? decimal((Struct) value) : value;
    }

    /** Not by {@code toInstant()}, which the {@code java.sql.Date} and {@code java.sql.Time} of a JDBC source refuse. */
    @SuppressWarnings("JavaUtilDate")
    private static Instant instant(Date date) {
        return Instant.ofEpochMilli(date.getTime());
    }

    /** Without a schema, as a transform of schemaless records may have made it, it is a moment. */
    private static String ofDate(@Nullable String name, Instant instant) {
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(name)) {
            return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
        return Time.LOGICAL_NAME.equals(name) ? time(Duration.ofMillis(instant.toEpochMilli())) : instant.toString();
    }

    private static String dateTime(Number sinceEpoch, ChronoUnit unit) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                .plus(sinceEpoch.longValue(), unit)
                .format(ISO_LOCAL_DATE_TIME);
    }

    /** MySQL's TIME may be longer than a day or negative, and PostgreSQL's 24:00:00: such a one is a duration. */
    private static String time(Duration sinceMidnight) {
        boolean isInDay = !sinceMidnight.isNegative() && sinceMidnight.compareTo(Duration.ofNanos(NANOS_PER_DAY)) < 0;
        return isInDay
                ? LocalTime.ofNanoOfDay(sinceMidnight.toNanos()).format(ISO_LOCAL_TIME)
                : sinceMidnight.toString();
    }

    private static BigDecimal decimal(Struct struct) {
        return new BigDecimal(new BigInteger(struct.getBytes("value")), struct.getInt32("scale"));
    }

    /**
     * As PostgreSQL prints {@code bit(n)}. Debezium's connector for it (3.6.1, {@code PostgresValueConverter}) keeps the last digit in the
     * lowest bit of the first byte, leaves out bytes of leading zeros, and tells the column's length as a parameter. For a
     * {@code bit varying} of any length that is 2^31 - 1, and leading zeros are not known.
     */
    private static String bits(@Nullable Map<String, String> parameters, ByteBuffer bytes) {
        BitSet set = BitSet.valueOf(bytes);
        String length = parameters == null ? null : parameters.get("length");
        int known = length == null ? Integer.MAX_VALUE : Integer.parseInt(length);
        int count = known == Integer.MAX_VALUE ? Math.max(1, set.length()) : known;
        StringBuilder text = new StringBuilder(count);
        for (int bit = count - 1; bit >= 0; bit--) {
            text.append(set.get(bit) ? '1' : '0');
        }
        return text.toString();
    }
}
