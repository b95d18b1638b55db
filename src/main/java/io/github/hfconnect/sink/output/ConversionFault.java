package io.github.hfconnect.sink.output;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.UTFDataFormatException;
import java.nio.charset.CharacterCodingException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Whose fault it is that a converter has not made bytes of a record. Converters that ask a schema registry wrap its answers in
 * exceptions of their own, whose classes this plugin does not see, so that the whole chain of causes is looked at.
 */
enum ConversionFault {
    /** The record's: the converter can make nothing of it. */
    RECORD,
    /** Nobody's: the registry is away, slow or faulty, and the same record can be converted later. */
    PASSING,
    /**
     * The configuration's, for this topic: its registry knows no such schema, and nothing registers it (404; {@code
     * auto.register.schemas=false}, as production registries are used). Says nothing about the record, nor about other topics.
     */
    UNREGISTERED,
    /** The configuration's, such as a registry that wants another password. */
    LASTING;

    private static final Set<Class<?>> PASSES = Set.of(
            RetriableException.class, org.apache.kafka.connect.errors.RetriableException.class, TimeoutException.class);

    private static final Set<Class<?>> LASTS = Set.of(AuthenticationException.class, AuthorizationException.class);

    /** Input and output that are about the data. */
    private static final Set<Class<?>> ABOUT_DATA = Set.of(
            CharConversionException.class,
            CharacterCodingException.class,
            ObjectStreamException.class,
            UTFDataFormatException.class);

    /** Confluent's serializers (7.x), where the latest schema is to be used and does not fit: an IOException that comes back. */
    private static final String DOES_NOT_FIT = "Incompatible schema";

    /** Whether no other record fares better, as far as it goes to the same topic. */
    boolean isConfigurations() {
        return this == UNREGISTERED || this == LASTING;
    }

    static ConversionFault of(Throwable failure) {
        ConversionFault worst = RECORD;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ConversionFault fault = ofOne(cause);
            if (fault == PASSING) {
                return PASSING;
            }
            worst = fault.compareTo(worst) > 0 ? fault : worst;
        }
        return worst;
    }

    /** Clients of registries make something else of an interruption; a thread that is to end would wait for ever. */
    static void requireNotInterrupted(Throwable failure) throws InterruptedException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (RegistryRefusal.isInterruption(cause)) {
                throw new InterruptedException("while a record was converted");
            }
        }
    }

    private static ConversionFault ofOne(Throwable cause) {
        OptionalInt status = RegistryRefusal.status(cause);
        if (status.isPresent()) {
            return ofStatus(status.getAsInt());
        }
        if (isOneOf(PASSES, cause) || isInputOutput(cause) || RegistryRefusal.isOfNoAnswer(cause)) {
            return PASSING;
        }
        return isOneOf(LASTS, cause) || cause instanceof ConfigException ? LASTING : RECORD;
    }

    private static ConversionFault ofStatus(int status) {
        if (status >= 500 || status == 408 || status == 429) {
            return PASSING;
        }
        if (status == 404) {
            return UNREGISTERED;
        }
        return status == 401 || status == 403 || status == 407 ? LASTING : RECORD;
    }

    /** JSON libraries, of which a converter may have its own, call what is wrong with data an IOException, too. */
    private static boolean isInputOutput(Throwable cause) {
        return cause instanceof IOException
                && !isOneOf(ABOUT_DATA, cause)
                && !cause.getClass().getName().contains(".jackson.")
                && !String.valueOf(cause.getMessage()).startsWith(DOES_NOT_FIT);
    }

    private static boolean isOneOf(Set<Class<?>> classes, Throwable failure) {
        return classes.stream().anyMatch(known -> known.isInstance(failure));
    }
}
