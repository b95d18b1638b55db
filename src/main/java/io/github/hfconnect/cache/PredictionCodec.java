package io.github.hfconnect.cache;

import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as bytes that outlive this process and this version:
 *
 * <pre>
 * version (1 byte) | {@link Packed packed} ( model, revision, endpoint, provider, request id, latency in ms, attempts | value )
 * </pre>
 *
 * Version 1, which is read as well, has no revision.
 *
 * Whose answers these are and what they took is kept but for tokens: nothing is billed for an answer that is given again.
 *
 * @param shape of the values; bytes of any other are refused
 */
public record PredictionCodec(Shape shape) {

    private static final byte VERSION = 2;
    private static final byte WITHOUT_REVISION = 1;

    /** The bytes of a prediction. */
    public byte[] encode(Prediction prediction) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            ValueWriter values = new ValueWriter(out);
            write(prediction.origin(), values);
            values.write(prediction.value());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes all bytes", e);
        }
        return Packed.pack(VERSION, bytes.toByteArray());
    }

    private static void write(Origin origin, ValueWriter values) throws IOException {
        values.write(origin.model());
        values.write(origin.revision());
        values.write(origin.endpoint());
        values.write(origin.provider());
        values.write(origin.requestId());
        values.write(origin.latency().toMillis());
        values.write(origin.attempts());
    }

    /**
     * The prediction that these bytes are of.
     *
     * @throws IllegalArgumentException where they are none's
     */
    public Prediction decode(byte[] bytes) {
        try {
            boolean isEarlier = bytes.length > 0 && bytes[0] == WITHOUT_REVISION;
            byte version = isEarlier ? WITHOUT_REVISION : VERSION;
            ValueReader values = new ValueReader(ByteBuffer.wrap(Packed.unpack(version, bytes)));
            Origin origin = origin(values, !isEarlier);
            return new Prediction(value(values), origin);
        } catch (BufferUnderflowException | ClassCastException e) {
            throw new IllegalArgumentException("These bytes are no prediction's", e);
        }
    }

    private static Origin origin(ValueReader values, boolean hasRevision) {
        String model = (String) values.read();
        String revision = hasRevision ? (String) values.read() : null;
        String endpoint = String.valueOf(values.read());
        String provider = (String) values.read();
        String requestId = (String) values.read();
        Duration latency = Duration.ofMillis((long) required(values.read()));
        int attempts = (int) required(values.read());
        return new Origin(model, revision, endpoint, provider, latency, attempts, false, null, null, requestId);
    }

    private Object value(ValueReader values) {
        Object value = required(values.read());
        if (!values.isAtEnd() || !ShapeCheck.fits(shape, value)) {
            throw new IllegalArgumentException("These bytes are a prediction's of another shape");
        }
        return value;
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("These bytes are a prediction's without a value");
        }
        return value;
    }
}
