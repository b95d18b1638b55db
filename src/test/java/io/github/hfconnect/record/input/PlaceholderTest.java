package io.github.hfconnect.record.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaceholderTest {

    private static final byte[] NAME = "__debezium_unavailable_value".getBytes(UTF_8);

    @Test
    void aListOfUuidsHasTheNameBasedOne() {
        assertThat(Placeholder.uuid(NAME, UUID::nameUUIDFromBytes))
                .hasValueSatisfying(uuid -> assertThat(
                                Placeholder.of(new String(NAME, UTF_8)).is(uuid))
                        .isTrue());
    }

    /** Otherwise no task would start in FIPS mode, with the default of {@code input.unavailable.value}. */
    @Test
    void wherePlatformsHaveNoMd5ThereIsNoSuchForm() {
        assertThat(Placeholder.uuid(NAME, name -> {
                    throw new InternalError("MD5 not supported");
                }))
                .isEmpty();
    }
}
